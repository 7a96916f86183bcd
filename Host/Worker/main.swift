// The program that runs one plugin. The host starts it; see `WorkerProcess`.
import Plugins

switch CommandLine.arguments.dropFirst().first {
case "serve": WorkerProcess.serve()
case "probe": WorkerProcess.probe(starts: CommandLine.arguments.dropFirst(2).first == "start")
default: print("patchbay-worker is started by patchbay, not by hand.")
}
