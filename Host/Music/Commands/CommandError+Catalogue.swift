import CLI
import Catalogue

extension CommandError {
  init(_ error: CatalogueError) {
    let code: ExitCode =
      switch error.kind {
      case .missing, .foreign, .damaged: .badInput
      case .full, .denied: .badOutput
      case .busy: .busy
      case .badRequest, .failed: .failed
      }
    self.init(code, error.description)
  }
}
