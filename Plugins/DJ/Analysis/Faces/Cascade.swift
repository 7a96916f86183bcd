/// A cascade of boosted trees over Haar-like features: a detector of things of one kind.
///
/// Source: Viola and Jones, "Robust real-time face detection", 2004; trained cascades come with
/// OpenCV as XML (``CascadeReader``).
package struct Cascade: Sendable {
  /// A rectangle within the window, in pixels, and what its sum counts.
  package struct Part: Sendable, Equatable {
    package var x: Int
    package var y: Int
    package var width: Int
    package var height: Int
    package var weight: Float

    package init(x: Int, y: Int, width: Int, height: Int, weight: Float) {
      (self.x, self.y, self.width, self.height) = (x, y, width, height)
      self.weight = weight
    }
  }

  /// Goes to `left` if the feature is below the threshold, else to `right`; what is not above 0 is
  /// the negated number of a leaf, the rest a node.
  package struct Node: Sendable, Equatable {
    package var left: Int
    package var right: Int
    package var feature: Int
    package var threshold: Float

    package init(left: Int, right: Int, feature: Int, threshold: Float) {
      (self.left, self.right, self.feature) = (left, right, feature)
      self.threshold = threshold
    }
  }

  package struct Tree: Sendable, Equatable {
    package var nodes: [Node]
    package var leaves: [Float]
  }

  package struct Stage: Sendable, Equatable {
    package var threshold: Float
    package var trees: [Tree]
  }

  /// The size of the window, in pixels.
  package let width: Int
  package let height: Int
  package let stages: [Stage]
  package let features: [[Part]]
}
