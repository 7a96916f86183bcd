import CLI
import Music

/// What `patchbay` is made of.
let patchbay = CommandLineTool(modules: [.music])
