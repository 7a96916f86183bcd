// swift-tools-version: 6.2
import PackageDescription

let sdk = "../../SDK"

let package = Package(
  name: "sharpness",
  products: [.library(name: "sharpness", type: .dynamic, targets: ["Sharpness"])],
  dependencies: [.package(path: sdk)],
  targets: [
    .target(
      name: "Sharpness", dependencies: [.product(name: "Patchbay", package: "SDK")],
      path: "Sources", swiftSettings: [.strictMemorySafety(), .treatAllWarnings(as: .error)],
      // A plugin exports `patchbay_plugin` and nothing else.
      linkerSettings: [
        .unsafeFlags([
          "-Xlinker", "--version-script=\(Context.packageDirectory)/\(sdk)/ABI/plugin.map",
        ])
      ]),
    .testTarget(
      name: "SharpnessTests",
      dependencies: ["Sharpness", .product(name: "PatchbayTesting", package: "SDK")],
      path: "Tests"),
  ]
)
