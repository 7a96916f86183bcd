// swift-tools-version: 6.2
// The host, the bundled plugins and the tests. Arrows point down only:
// Music -> CLI -> Serving -> Plugins -> Wire, and a plugin imports the SDK alone.
import PackageDescription

let strict: [SwiftSetting] = [.strictMemorySafety(), .treatAllWarnings(as: .error)]
let abi = Target.Dependency.product(name: "PatchbayABI", package: "SDK")
let face = Target.Dependency.product(name: "Patchbay", package: "SDK")
let media = Target.Dependency.product(name: "Media", package: "SDK")
let numerics = Target.Dependency.product(name: "Numerics", package: "SDK")
let catalogue = Target.Dependency.product(name: "Catalogue", package: "SDK")
let neighbours = Target.Dependency.product(name: "Neighbours", package: "SDK")
let inference = Target.Dependency.product(name: "Inference", package: "SDK")
let rehearsal = Target.Dependency.product(name: "PatchbayTesting", package: "SDK")

/// A plugin exports `patchbay_plugin` and nothing else.
let oneSymbol: [LinkerSetting] = [
  .unsafeFlags([
    "-Xlinker", "--version-script=\(Context.packageDirectory)/SDK/ABI/plugin.map",
  ])
]

/// The shared library `lib<name>.so` of one bundled plugin.
func plugin(_ name: String, _ target: String) -> Product {
  .library(name: name, type: .dynamic, targets: [target])
}

/// A plugin for the tests alone: `lib<name>_fixture.so` lies beside the others, and its name is
/// none that a plugin can have, so nobody who looks for plugins finds it.
func fixture(_ name: String, _ target: String) -> Product { plugin("\(name)_fixture", target) }

let package = Package(
  name: "patchbay",
  products: [
    .executable(name: "patchbay", targets: ["patchbay"]),
    .executable(name: "patchbay-worker", targets: ["patchbay-worker"]),
    .executable(name: "patchbay-media", targets: ["patchbay-media"]),
    plugin("dj", "DJ"),
    plugin("echo", "Echo"),
    plugin("embed-text", "EmbedText"),
    plugin("features", "Features"),
    plugin("loudness", "Loudness"),
    plugin("mood", "Mood"),
    plugin("motion", "Motion"),
    plugin("playlist", "Playlist"),
    plugin("scenes", "Scenes"),

    // Fixtures of the tests.
    fixture("misbehave", "Misbehave"),
    fixture("picky", "Picky"),
    fixture("slow", "Slow"),
    fixture("thinker", "Thinker"),
  ],
  dependencies: [.package(path: "SDK")],
  targets: [
    // C libraries, one wrapper each.
    .target(name: "CSystem", path: "Host/C/System"),
    .target(name: "CSodium", path: "Host/C/Sodium", linkerSettings: [.linkedLibrary("sodium")]),
    .target(name: "CYaml", path: "Host/C/Yaml", linkerSettings: [.linkedLibrary("yaml")]),
    .target(
      name: "CJSON", path: "Host/C/JSON", cxxSettings: [.unsafeFlags(["-O3", "-fno-exceptions"])],
      linkerSettings: [.linkedLibrary("simdjson"), .linkedLibrary("stdc++")]),
    .target(
      name: "CHTTP", path: "Host/C/HTTP",
      linkerSettings: [.linkedLibrary("microhttpd"), .linkedLibrary("z")]),
    .target(name: "CCurl", path: "Host/C/Curl"),
    .target(name: "CCairo", path: "Host/C/Cairo"),

    // The host.
    .target(name: "Wire", dependencies: ["CSystem"], path: "Host/Wire", swiftSettings: strict),
    .target(
      name: "Plugins", dependencies: ["Wire", "CSystem", "CSodium", abi], path: "Host/Plugins",
      swiftSettings: strict),
    .target(
      name: "Manifest", dependencies: ["CYaml", "Plugins"], path: "Host/Manifest",
      swiftSettings: strict),
    .target(name: "JSON", dependencies: ["CJSON"], path: "Host/JSON", swiftSettings: strict),
    .target(
      name: "Serving", dependencies: ["CHTTP", "JSON", "Plugins", "Wire"], path: "Host/Serving",
      swiftSettings: strict),
    .target(
      name: "CLI",
      dependencies: ["CCairo", "CCurl", "JSON", "Manifest", "Plugins", "Serving", "Wire"],
      path: "Host/CLI", swiftSettings: strict),
    .target(
      name: "Music",
      dependencies: ["CLI", "JSON", "Manifest", "Plugins", "Serving", "Wire", catalogue],
      path: "Host/Music", swiftSettings: strict),
    .executableTarget(
      name: "patchbay", dependencies: ["CLI", "Music"], path: "Host/Main", swiftSettings: strict),
    .executableTarget(
      name: "patchbay-worker", dependencies: ["Plugins"], path: "Host/Worker",
      swiftSettings: strict),
    .executableTarget(
      name: "patchbay-media", dependencies: ["Wire", media], path: "Host/MediaProcess",
      swiftSettings: strict),

    // Claims of speed.
    .executableTarget(
      name: "json-cost", dependencies: ["JSON"], path: "Benchmarks/JSONCost",
      swiftSettings: [.swiftLanguageMode(.v6)]),
    .executableTarget(
      name: "nearest", dependencies: [neighbours], path: "Benchmarks/Nearest",
      swiftSettings: [.swiftLanguageMode(.v6)]),
    .executableTarget(
      name: "catalogue-scale", dependencies: [catalogue], path: "Benchmarks/CatalogueScale",
      swiftSettings: [.swiftLanguageMode(.v6)]),

    // The plugins.
    .target(name: "DJAnalysis", path: "Plugins/DJ/Analysis", swiftSettings: strict),
    .target(
      name: "DJ", dependencies: ["DJAnalysis", "SentenceEncoding", face, catalogue, inference],
      path: "Plugins/DJ",
      exclude: ["Analysis", "README.md", "feelings.onnx", "places.onnx", "places.txt", "training"],
      swiftSettings: strict, linkerSettings: oneSymbol),
    .target(
      name: "Echo", dependencies: [face], path: "Plugins/Echo", exclude: ["README.md"],
      swiftSettings: strict, linkerSettings: oneSymbol),
    .target(
      name: "FeaturesAnalysis", dependencies: [numerics], path: "Plugins/Features/Analysis",
      swiftSettings: strict),
    .target(
      name: "Features", dependencies: ["FeaturesAnalysis", face, numerics],
      path: "Plugins/Features", exclude: ["Analysis", "README.md", "acousticness.py"],
      swiftSettings: strict, linkerSettings: oneSymbol),
    .target(
      name: "SentenceEncoding", dependencies: [inference], path: "Plugins/EmbedText/Encoder",
      swiftSettings: strict),
    .target(
      name: "EmbedText", dependencies: [face, "SentenceEncoding"], path: "Plugins/EmbedText",
      exclude: ["Conversion", "Encoder", "README.md", "convert"], swiftSettings: strict,
      linkerSettings: oneSymbol),
    .target(
      name: "Loudness", path: "Plugins/Loudness", exclude: ["README.md"],
      // Its one dependency is the contract's header: a plugin in C carries its own note.
      publicHeadersPath: ".", cSettings: [.headerSearchPath("../../SDK/ABI/include")],
      linkerSettings: oneSymbol + [.linkedLibrary("ebur128"), .linkedLibrary("m")]),
    .target(
      name: "MoodModel", path: "Plugins/Mood/Model", exclude: ["mood.onnx"],
      // For the assembler, which takes the model in.
      cSettings: [.headerSearchPath(".")]),
    .target(
      name: "MoodAnalysis", dependencies: [numerics], path: "Plugins/Mood/Analysis",
      swiftSettings: strict),
    .target(
      name: "Mood", dependencies: [face, inference, numerics, "MoodAnalysis", "MoodModel"],
      path: "Plugins/Mood", exclude: ["Analysis", "Model", "README.md", "training"],
      swiftSettings: strict, linkerSettings: oneSymbol),
    .target(
      name: "MotionAnalysis", path: "Plugins/Motion/Analysis", swiftSettings: strict),
    .target(
      name: "Motion", dependencies: [face, "MotionAnalysis"], path: "Plugins/Motion",
      exclude: ["Analysis", "README.md"], swiftSettings: strict, linkerSettings: oneSymbol),
    .target(
      name: "Recommending", dependencies: [catalogue, neighbours, numerics],
      path: "Plugins/Playlist/Recommending", swiftSettings: strict),
    .target(
      name: "Playlist", dependencies: [face, "Recommending"], path: "Plugins/Playlist",
      exclude: ["README.md", "Recommending"], swiftSettings: strict, linkerSettings: oneSymbol),
    .target(
      name: "ScenesAnalysis", path: "Plugins/Scenes/Analysis", swiftSettings: strict),
    .target(
      name: "Scenes", dependencies: [face, "ScenesAnalysis"], path: "Plugins/Scenes",
      exclude: ["Analysis", "README.md"], swiftSettings: strict, linkerSettings: oneSymbol),

    // The tests.
    .testTarget(
      name: "JSONTests", dependencies: ["JSON"], path: "Tests/JSONTests", swiftSettings: strict),
    .testTarget(
      name: "ManifestTests", dependencies: ["Manifest", "Music", "Plugins"],
      path: "Tests/ManifestTests",
      swiftSettings: strict),
    // The tests, and the plugins that only they load.
    .target(
      name: "Misbehave", dependencies: [face], path: "Tests/Fixtures/Misbehave",
      swiftSettings: strict, linkerSettings: oneSymbol),
    .target(
      name: "Picky", dependencies: [face], path: "Tests/Fixtures/Picky", swiftSettings: strict,
      linkerSettings: oneSymbol),
    .target(
      name: "Slow", dependencies: [face], path: "Tests/Fixtures/Slow", swiftSettings: strict,
      linkerSettings: oneSymbol),
    .target(
      name: "Thinker", dependencies: [face, inference], path: "Tests/Fixtures/Thinker",
      swiftSettings: strict, linkerSettings: oneSymbol),
    .target(name: "TestSupport", path: "Tests/Support"),
    .testTarget(
      name: "PluginsTests", dependencies: ["Plugins", "TestSupport"], path: "Tests/PluginsTests"),
    .testTarget(
      name: "CLITests",
      dependencies: ["CLI", "JSON", "Music", "Plugins", "Serving", "TestSupport", "Wire"],
      path: "Tests/CLITests"),
    .testTarget(
      name: "ServingTests",
      dependencies: ["JSON", "Music", "Plugins", "Serving", "TestSupport", "Wire", catalogue],
      path: "Tests/ServingTests"),
    .testTarget(
      name: "PatchbayTests", dependencies: ["TestSupport", abi, face, rehearsal],
      path: "Tests/PatchbayTests"),
    .testTarget(
      name: "MediaTests", dependencies: ["TestSupport", media], path: "Tests/MediaTests"),
    .testTarget(
      name: "MediaProcessTests",
      dependencies: ["Plugins", "Wire", "TestSupport", "patchbay-media", media],
      path: "Tests/MediaProcessTests"),
    .testTarget(
      name: "FeaturesTests", dependencies: ["FeaturesAnalysis", "TestSupport", rehearsal],
      path: "Tests/FeaturesTests"),
    .testTarget(
      name: "NumericsTests", dependencies: [numerics], path: "Tests/NumericsTests"),
    .testTarget(
      name: "NeighboursTests", dependencies: ["TestSupport", neighbours],
      path: "Tests/NeighboursTests"),
    .testTarget(
      name: "MusicTests",
      dependencies: ["Manifest", "Music", "Plugins", "Serving", "TestSupport", catalogue],
      path: "Tests/MusicTests"),
    .testTarget(
      name: "CatalogueTests",
      dependencies: ["CSystem", "TestSupport", "Plugins", "Wire", catalogue],
      path: "Tests/CatalogueTests"),
    .testTarget(
      name: "InferenceTests", dependencies: ["TestSupport", inference],
      path: "Tests/InferenceTests", exclude: ["Models"]),
    .testTarget(
      name: "EmbedTextTests",
      dependencies: ["JSON", "SentenceEncoding", "TestSupport", face, rehearsal],
      path: "Tests/EmbedTextTests", exclude: ["Samples"]),
    .testTarget(
      name: "LoudnessTests", dependencies: ["TestSupport", face, rehearsal],
      path: "Tests/LoudnessTests"),
    .testTarget(
      name: "MoodTests", dependencies: ["MoodAnalysis", "TestSupport", face, rehearsal],
      path: "Tests/MoodTests"),
    .testTarget(
      name: "MotionTests", dependencies: ["MotionAnalysis", "TestSupport", face, rehearsal],
      path: "Tests/MotionTests"),
    .testTarget(
      name: "DJTests", dependencies: ["DJAnalysis", "TestSupport", catalogue, face, rehearsal],
      path: "Tests/DJTests"),
    .testTarget(
      name: "PlaylistTests",
      dependencies: ["Recommending", "TestSupport", catalogue, face, neighbours, rehearsal],
      path: "Tests/PlaylistTests"),
    .testTarget(
      name: "ScenesTests", dependencies: ["ScenesAnalysis", "TestSupport", rehearsal],
      path: "Tests/ScenesTests"),
  ],
  cxxLanguageStandard: .cxx17
)
