import Patchbay
import PatchbayABI
import PatchbayTesting
import Testing

@Suite("A Swift plugin's descriptor")
struct DescriptorTests {
  private func text(_ text: UnsafePointer<CChar>?) -> String? {
    text.map { String(cString: $0) }
  }

  @Test("says what the plugin is")
  func about() {
    let descriptor = export(Declaring.self).pointee
    #expect(descriptor.struct_size == UInt32(MemoryLayout<patchbay_descriptor>.size))
    #expect(descriptor.abi_major == PATCHBAY_ABI_MAJOR)
    #expect(text(descriptor.name) == "declaring")
    #expect(text(descriptor.version) == "2.1.0")
    #expect(text(descriptor.summary) == "Declares everything.")
    #expect(text(descriptor.author) == "A. Uthor")
    #expect(text(descriptor.licence) == "MIT")
    #expect(descriptor.max_sessions == 3)
  }

  @Test("is built once and stays where it is")
  func once() {
    #expect(export(Declaring.self) == export(Declaring.self))
    #expect(export(Declaring.self) != export(Seeing.self))
  }

  @Test("names parameters after their properties, the administrator's first")
  func parameterNames() {
    let descriptor = export(Declaring.self).pointee
    let names = (0..<Int(descriptor.parameter_count)).map {
      text(descriptor.parameters[$0]?.pointee.name)
    }
    #expect(
      names == [
        "model-path", "threads", "minimum-length", "count", "is-eager", "greeting", "mode",
      ])
  }

  @Test("gives each parameter its type, range, unit and default")
  func parameterDetails() throws {
    let parameters = try #require(export(Declaring.self).pointee.parameters)
    let length = try #require(parameters[2]).pointee
    #expect(length.type == PATCHBAY_NUMBER && length.flags == 0)
    #expect(text(length.unit) == "s" && text(length.summary) == "How much.")
    #expect(length.minimum == 0 && length.maximum == 1)
    #expect(length.default_value.number == 0.5)
    #expect(text(length.default_value.name) == "minimum-length")

    let count = try #require(parameters[3]).pointee
    #expect(count.type == PATCHBAY_INTEGER && count.default_value.integer == 3)
    #expect(count.minimum == 1 && count.maximum.isNaN)

    let eager = try #require(parameters[4]).pointee
    #expect(eager.type == PATCHBAY_BOOLEAN && eager.default_value.integer == 1)

    let path = try #require(parameters[0]).pointee
    #expect(path.type == PATCHBAY_TEXT && path.flags == PATCHBAY_PARAMETER_ADMIN)
    #expect(text(path.default_value.text) == "model.bin")

    let mode = try #require(parameters[6]).pointee
    #expect(mode.type == PATCHBAY_CHOICE && mode.default_value.type == PATCHBAY_CHOICE)
    #expect(text(mode.default_value.text) == "fast" && mode.choice_count == 2)
    #expect(text(mode.choices[0]) == "fast" && text(mode.choices[1]) == "exact")
  }

  @Test("declares what a frame input wants")
  func frameInput() throws {
    let input = try #require(export(Seeing.self).pointee.inputs[0]).pointee
    #expect(input.kind == PATCHBAY_INPUT_FRAME && input.flags == PATCHBAY_PORT_OPTIONAL)
    #expect(input.pixel_format == PATCHBAY_GRAY8 && input.longest_side == 320)
    #expect(input.sampling == PATCHBAY_EVERY_SECONDS && input.sampling_value == 2)
    #expect(text(input.sampling_parameter) == "interval")
  }

  @Test("declares examples, frames per second, and blocks of sound")
  func severalInputs() throws {
    let descriptor = export(Both.self).pointee
    try #require(descriptor.input_count == 3)
    let examples = try #require(descriptor.inputs[0]).pointee
    #expect(examples.flags == PATCHBAY_PORT_EXAMPLES && text(examples.name) == "example")
    let frames = try #require(descriptor.inputs[1]).pointee
    #expect(frames.sampling == PATCHBAY_PER_SECOND && frames.sampling_value == 4)
    let audio = try #require(descriptor.inputs[2]).pointee
    #expect(audio.kind == PATCHBAY_INPUT_AUDIO && audio.sample_rate == 22_050)
    #expect(audio.channels == 2 && audio.block == 1024 && audio.hop == 512)
  }

  @Test("declares dimensions, vocabulary and media type of the outputs")
  func outputs() throws {
    let descriptor = export(Emitting.self).pointee
    try #require(descriptor.output_count == 5)
    let pair = try #require(descriptor.outputs[1]).pointee
    #expect(pair.kind == PATCHBAY_OUTPUT_VECTORS && pair.dimension_count == 2)
    let first = try #require(pair.dimensions[0]).pointee
    #expect(text(first.name) == "a" && text(first.unit) == "Hz")
    #expect(first.minimum == 0 && first.maximum.isNaN)
    let labels = try #require(descriptor.outputs[3]).pointee
    #expect(labels.kind == PATCHBAY_OUTPUT_LABELS && labels.vocabulary_count == 2)
    #expect(text(labels.vocabulary[1]) == "y")
    let artifact = try #require(descriptor.outputs[4]).pointee
    #expect(artifact.kind == PATCHBAY_OUTPUT_ARTIFACT)
    #expect(text(artifact.media_type) == "text/plain")
  }

  @Test("has no functions for media that the plugin does not take")
  func functions() {
    let seeing = export(Seeing.self).pointee
    #expect(seeing.push_frame != nil && seeing.push_audio == nil)
    #expect(seeing.push_text == nil && seeing.push_packets == nil)
    #expect(seeing.finish_packets == nil)
    let emitting = export(Emitting.self).pointee
    #expect(emitting.push_packets != nil && emitting.finish_packets != nil)
    #expect(emitting.push_frame != nil)
  }

  @Test("is thread-safe unless the sessions share a model, or the plugin says otherwise")
  func threadSafety() {
    #expect(export(Seeing.self).pointee.flags == PATCHBAY_THREAD_SAFE)
    #expect(export(Failing.self).pointee.flags == 0)
    #expect(export(Both.self).pointee.flags == 0)
  }
}
