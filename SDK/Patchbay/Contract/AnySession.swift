/// A session, erased. After a failure nothing but closing it is allowed.
class AnySession {
  final let results: Results
  final var hasFailed = false

  init(_ results: Results) { self.results = results }

  func push(_ frame: borrowing Frame) throws { preconditionFailure("a subclass does this") }
  func push(_ audio: borrowing Audio) throws { preconditionFailure("a subclass does this") }
  func push(_ text: borrowing Text) throws { preconditionFailure("a subclass does this") }
  func push(_ packets: borrowing Packets) throws { preconditionFailure("a subclass does this") }
  func finishPackets() throws { preconditionFailure("a subclass does this") }
  func finish() throws { preconditionFailure("a subclass does this") }
}
