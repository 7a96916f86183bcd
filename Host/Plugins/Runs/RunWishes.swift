import Wire

/// What the targets of a run want of its medium, as the process that decodes is told.
struct RunWishes {
  /// Whose wish it is.
  struct Origin: Equatable {
    var target: Int
    var port: Int
  }

  private(set) var wishes: [MediaWish] = []
  private(set) var origins: [Origin] = []

  mutating func add(_ description: Description, parameters: [Value], target: Int) {
    for (port, input) in description.inputs.enumerated() {
      switch input.kind {
      case .text: continue
      case .audio(let wish): wishes.append(MediaWish(wish))
      case .frame(let wish):
        let number = RunWishes.number(wish, description, parameters)
        wishes.append(MediaWish(wish, number: number))
      }
      origins.append(Origin(target: target, port: port))
    }
  }

  /// The value of the parameter that replaces the number in the port's sampling rule.
  private static func number(
    _ wish: InputPort.FrameWish, _ description: Description, _ parameters: [Value]
  ) -> Double? {
    let names = description.parameters.filter { !$0.isAdmin }.map(\.name)
    guard let name = wish.samplingParameter, let index = names.firstIndex(of: name),
      case .number(let number) = parameters[index], number > 0
    else { return nil }
    return number
  }
}
