import CLI
import Glibc
import Music

// What this program is made of besides the host.
let tool = CommandLineTool(modules: [.music])

exit(tool.run(Array(CommandLine.arguments.dropFirst())))
