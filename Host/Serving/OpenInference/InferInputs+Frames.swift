import Plugins

extension InferInputs {
  mutating func addFrames(
    _ tensor: Tensor, times: Tensor?, port: Int, _ wish: InputPort.FrameWish
  ) throws(Problem) {
    switch tensor.type {
    // One encoded element without a time is a whole medium: a picture, or a recording.
    case .bytes where tensor.count == 1 && times == nil && !wish.isExamples:
      try addMedium(tensor)
    case .bytes where tensor.count > 0:
      try addPictures(tensor, times: try frameTimes(tensor, times, wish))
    case .uint8 where tensor.shape.count == 4 && tensor.count > 0:
      try addPixels(tensor, times: try frameTimes(tensor, times, wish), port: port, wish)
    default:
      throw tensor.problem(wanted: "BYTES[n], encoded pictures, or UINT8[n,height,width,channels]")
    }
  }

  /// Seconds, one for each frame; NaN for examples.
  private func frameTimes(
    _ tensor: Tensor, _ times: Tensor?, _ wish: InputPort.FrameWish
  ) throws(Problem) -> [Double] {
    let frames = tensor.type == .bytes ? tensor.count : tensor.shape[0]
    if wish.isExamples { return [Double](repeating: .nan, count: frames) }
    guard let times else {
      guard frames == 1 else {
        throw .badRequest(
          "tensor '\(tensor.name)' has \(frames) frames; "
            + "give their times in seconds as '\(tensor.name).time' FP64[\(frames)]")
      }
      return [0]
    }
    guard times.type == .fp64, times.count == frames else {
      throw times.problem(wanted: "FP64[\(frames)], the time of each frame in seconds")
    }
    let values = try times.values(as: Double.self)
    for (index, time) in values.enumerated() {
      guard time.isFinite, index == 0 || time >= values[index - 1] else {
        throw .badRequest(
          "element \(index) of tensor '\(times.name)' is \(time); times must be numbers and must not decrease"
        )
      }
    }
    return values
  }

  /// A whole medium in one element.
  mutating func addMedium(_ tensor: Tensor) throws(Problem) {
    let file = try makeMediaFile(for: tensor)
    try unsafe tensor.forEachElement(isText: false) { (bytes) throws(Problem) in
      guard unsafe !bytes.isEmpty else { throw tensor.empty(0) }
      try unsafe file.store(bytes)
    }
    file.complete()
    setMedia(.file(file), from: tensor)
  }

  private mutating func addPictures(_ tensor: Tensor, times: [Double]) throws(Problem) {
    let file = try makeMediaFile(for: tensor)
    var index = 0
    try unsafe tensor.forEachElement(isText: false) { (bytes) throws(Problem) in
      guard unsafe !bytes.isEmpty else { throw tensor.empty(index) }
      try unsafe file.storePicture(bytes, time: times[index])
      index += 1
    }
    file.complete()
    setMedia(.pictures(file), from: tensor)
  }

  private mutating func addPixels(
    _ tensor: Tensor, times: [Double], port: Int, _ wish: InputPort.FrameWish
  ) throws(Problem) {
    let (frames, height, width, channels) = (
      tensor.shape[0], tensor.shape[1], tensor.shape[2], tensor.shape[3]
    )
    guard channels == 1 || channels == 3, width <= 1 << 16, height <= 1 << 16 else {
      throw tensor.problem(
        wanted: "UINT8[n,height,width,3] in the order R, G, B, or UINT8[n,height,width,1], grey")
    }
    let size = height * width * channels
    let isAsWished =
      (wish.pixelFormat == .rgb8 ? channels == 3 : wish.pixelFormat == .gray8 && channels == 1)
      && (wish.longestSide == 0 || max(width, height) <= wish.longestSide)
      && (frames == 1 || wish.takesAll)
    if isAsWished {
      if frames == 1 {
        let payload = Payload(count: size)
        try unsafe tensor.copy(to: payload.mutableBytes, as: UInt8.self)
        add(.frame(port: port, time: times[0], width: width, height: height, bytes: payload))
        return
      }
      let pixels = try tensor.values(as: UInt8.self)
      for index in 0..<frames {
        let payload = Payload(pixels[index * size..<(index + 1) * size])
        add(.frame(port: port, time: times[index], width: width, height: height, bytes: payload))
      }
      return
    }
    // As pictures in the simplest format that there is, to be scaled and chosen like any other.
    let pixels = try tensor.values(as: UInt8.self)
    let header = Array("P\(channels == 3 ? 6 : 5)\n\(width) \(height)\n255\n".utf8)
    let file = try makeMediaFile(for: tensor)
    for index in 0..<frames {
      let picture = header + pixels[index * size..<(index + 1) * size]
      try file.storePicture(picture, time: times[index])
    }
    file.complete()
    setMedia(.pictures(file), from: tensor)
  }
}

extension InputPort.FrameWish {
  /// No frame of a sequence of pictures is left out.
  fileprivate var takesAll: Bool {
    switch sampling {
    case .allFrames, .keyframes: !isOnDemand
    case .every, .perSecond, .packetsOnly: false
    }
  }
}
