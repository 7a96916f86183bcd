/// A cascade of boosted trees over Haar-like features: a detector of things of one kind.
///
/// Source: Viola and Jones, "Robust real-time face detection", 2004; trained cascades come with
/// OpenCV as XML (``CascadeReader``).
package struct Cascade: Sendable {
  /// A rectangle within the window, in pixels, and what its sum counts.
  struct Part: Sendable, Equatable {
    var x: Int
    var y: Int
    var width: Int
    var height: Int
    var weight: Float
  }

  /// Goes to `left` if the feature is below the threshold, else to `right`; what is not above 0 is
  /// the negated number of a leaf, the rest a node.
  struct Node: Sendable, Equatable {
    var left: Int
    var right: Int
    var feature: Int
    var threshold: Float
  }

  struct Tree: Sendable, Equatable {
    var nodes: [Node]
    var leaves: [Float]
  }

  struct Stage: Sendable, Equatable {
    var threshold: Float
    var trees: [Tree]
  }

  /// The size of the window, in pixels.
  let width: Int
  let height: Int
  let stages: [Stage]
  let features: [[Part]]
}
