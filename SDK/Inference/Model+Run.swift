import CInference

extension Model {
  /// Runs the model once. Any thread, also many at the same time.
  ///
  /// - Parameters:
  ///   - inputs: A tensor for each input, by name. Many samples go in as one tensor, where the
  ///     model's first dimension is of any size: see ``Tensor/init(stacking:)``.
  ///   - wanted: The names of the outputs that are wanted; nil, the default: all of them.
  ///   - cancellation: Ends the run from another thread.
  /// - Returns: A tensor for each wanted output, by name.
  public func run(
    _ inputs: [String: Tensor], outputs wanted: [String]? = nil,
    until cancellation: Cancellation? = nil
  ) throws(InferenceError) -> [String: Tensor] {
    try check(inputs)
    let wanted = try check(wanted)
    do throws(Complaint) {
      return try perform(inputs, wanted, cancellation)
    } catch {
      if cancellation?.isCancelled == true {
        throw InferenceError(.cancelled, "the run of '\(name)' was cancelled")
      }
      throw InferenceError(.failed, "the model '\(name)' failed: \(error.text)")
    }
  }

  /// Runs a model that has one input and one output.
  public func run(_ input: Tensor) throws(InferenceError) -> Tensor {
    guard inputs.count == 1, outputs.count == 1 else {
      throw InferenceError(
        .badInput,
        "the model '\(name)' has \(inputs.count) inputs and \(outputs.count) outputs; "
          + "give them by name")
    }
    return try run([inputs[0].name: input])[outputs[0].name]!  // what is wanted is there
  }

  private func perform(
    _ inputs: [String: Tensor], _ wanted: [String], _ cancellation: Cancellation?
  ) throws(Complaint) -> [String: Tensor] {
    let api = runtime.api
    let ports = self.inputs
    var values: [Owned] = []
    for port in ports { values.append(try runtime.value(inputs[port.name]!)) }  // checked before
    let options = try cancellation.map { _ throws(Complaint) in
      try unsafe runtime.make(release: api.release_run_options) { options in
        unsafe api.create_run_options(&options)
      }
    }
    if let cancellation, let options {
      let run = RunHandle(api: api, options: options)
      cancellation.begin(options) { run.end() }
    }
    defer { if let options { cancellation?.finish(options) } }
    var results = unsafe [OpaquePointer?](repeating: nil, count: wanted.count)
    defer { for index in wanted.indices { unsafe api.release_value(results[index]) } }
    let given = unsafe values.map { unsafe Optional($0.pointer) }
    try unsafe withCStrings(ports.map(\.name)) { inputNames throws(Complaint) in
      try unsafe withCStrings(wanted) { outputNames throws(Complaint) in
        try unsafe runtime.check(
          api.run(
            session.pointer, options?.pointer, inputNames, given, given.count, outputNames,
            wanted.count, &results))
      }
    }
    var tensors: [String: Tensor] = [:]
    for (index, name) in wanted.enumerated() {
      if let result = unsafe results[index] { tensors[name] = try unsafe runtime.tensor(result) }
    }
    return tensors
  }
}
