/// How energy and tempo move from the first track to the last.
package enum Course: Equatable, Sendable {
  case steady, rise, windDown
}
