// swift-tools-version: 6.2
// All that a plugin outside this repository needs: the contract, its Swift face, and libraries for
// media, numbers and trained models. Nothing here knows the host.
import PackageDescription

let strict: [SwiftSetting] = [.strictMemorySafety(), .treatAllWarnings(as: .error)]

let package = Package(
  name: "PatchbaySDK",
  products: [
    .library(name: "PatchbayABI", targets: ["PatchbayABI"]),
    .library(name: "Patchbay", targets: ["Patchbay"]),
    .library(name: "PatchbayTesting", targets: ["PatchbayTesting"]),
    .library(name: "Media", targets: ["Media"]),
    .library(name: "Numerics", targets: ["Numerics"]),
    .library(name: "Catalogue", targets: ["Catalogue"]),
    .library(name: "Neighbours", targets: ["Neighbours"]),
    .library(name: "Inference", targets: ["Inference"]),
  ],
  targets: [
    .target(name: "PatchbayABI", path: "ABI", exclude: ["plugin.map"]),
    .target(
      name: "Patchbay", dependencies: ["PatchbayABI"], path: "Patchbay", swiftSettings: strict),
    .target(
      name: "PatchbayTesting", dependencies: ["Patchbay"], path: "Testing", swiftSettings: strict),
    .target(
      name: "CMedia", path: "C/Media",
      linkerSettings: [
        .linkedLibrary("avformat"), .linkedLibrary("avcodec"), .linkedLibrary("avutil"),
        .linkedLibrary("swscale"), .linkedLibrary("swresample"), .linkedLibrary("turbojpeg"),
      ]),
    .target(name: "Media", dependencies: ["CMedia"], path: "Media", swiftSettings: strict),
    .target(
      name: "CNumerics", path: "C/Numerics",
      linkerSettings: [.linkedLibrary("avutil"), .linkedLibrary("openblas")]),
    .target(
      name: "Numerics", dependencies: ["CNumerics"], path: "Numerics", swiftSettings: strict),
    .target(name: "CNeighbours", path: "C/Neighbours", linkerSettings: [.linkedLibrary("m")]),
    .target(
      name: "Neighbours", dependencies: ["CNeighbours"], path: "Neighbours",
      swiftSettings: strict),
    .target(name: "CSQLite", path: "C/SQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(name: "CUnicode", path: "C/Unicode", linkerSettings: [.linkedLibrary("utf8proc")]),
    .target(
      name: "Catalogue", dependencies: ["CSQLite", "CUnicode"], path: "Catalogue",
      swiftSettings: strict),
    .target(name: "CInference", path: "C/Inference", linkerSettings: [.linkedLibrary("dl")]),
    .target(
      name: "Inference", dependencies: ["CInference"], path: "Inference", swiftSettings: strict),
  ]
)
