/// What one look at the picture told.
package struct Sighting: Equatable, Sendable {
  /// Seconds of media time.
  package var time: Double
  /// How far the picture is from all that was seen before; relevant from 1 on.
  package var strength: Double
  /// How far it is from the picture before it alone; below 1 nothing moved in between.
  package var step: Double
  /// How much the light changed since the picture before; a jump from 1 on.
  package var lightJump: Double

  package init(time: Double, strength: Double, step: Double, lightJump: Double = 0) {
    (self.time, self.strength, self.step, self.lightJump) = (time, strength, step, lightJump)
  }
}
