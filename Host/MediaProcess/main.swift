// The program that decodes media, so that a decoder that crashes harms nobody. The host starts
// one for each run, or has one stand by that is copied for each; by hand it tells what a file holds, cuts it, or makes a sample recording.
import Glibc

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "run": RunCommand.run()
case "stand-by": StandByCommand.run()
case "info" where arguments.count > 1: exit(InfoCommand.run(Array(arguments.dropFirst())))
case "cut": exit(CutCommand.run(Array(arguments.dropFirst())))
case "sample": exit(SampleCommand.run(Array(arguments.dropFirst())))
default:
  print(
    """
    Usage: patchbay-media info FILE...
           patchbay-media cut SOURCE [--exact] [--force] --segment START STOP OUT ...
           patchbay-media sample OUT.mp4 [--seconds N] [--force]
    """)
  exit(ExitCode.usage)
}
