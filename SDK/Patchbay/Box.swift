/// A part of a picture, as fractions of its width and height.
public struct Box: Equatable, Sendable {
  public var left: Float
  public var top: Float
  public var width: Float
  public var height: Float

  public init(left: Float, top: Float, width: Float, height: Float) {
    self.left = left
    self.top = top
    self.width = width
    self.height = height
  }
}
