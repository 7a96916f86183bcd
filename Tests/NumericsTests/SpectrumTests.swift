import Glibc
import Numerics
import Testing

@Suite("Spectra")
struct SpectrumTests {
  private func cosine(_ count: Int, cycles: Double, amplitude: Double = 1) -> [Float] {
    (0..<count).map { Float(amplitude * cos(2 * .pi * cycles * Double($0) / Double(count))) }
  }

  @Test("a cosine of k cycles has all its energy in bin k", arguments: [1, 5, 31])
  func cosine(cycles: Int) throws {
    let fft = try RealFFT(length: 64)
    var power = [Float](repeating: 0, count: fft.bins)
    fft.power(of: cosine(64, cycles: Double(cycles)).span, into: &power)
    for (bin, value) in power.enumerated() {
      #expect(abs(value - (bin == cycles ? 32 * 32 : 0)) < 1e-3)
    }
  }

  @Test("a unit impulse one sample late has magnitude one and a phase that falls linearly")
  func impulse() throws {
    var samples = [Float](repeating: 0, count: 16)
    samples[1] = 1
    let spectrum = try RealFFT(length: 16).spectrum(of: samples.span)
    #expect(spectrum.count == 18)
    for bin in 0...8 {
      let angle = -2 * Double.pi * Double(bin) / 16
      #expect(abs(Double(spectrum[2 * bin]) - cos(angle)) < 1e-6)
      #expect(abs(Double(spectrum[2 * bin + 1]) - sin(angle)) < 1e-6)
    }
  }

  @Test("the spectrum of any samples is the sum that defines it", arguments: [8, 32, 1024])
  func definition(length: Int) throws {
    var state: UInt32 = 7
    let samples = (0..<length).map { _ -> Float in
      state = state &* 1_664_525 &+ 1_013_904_223
      return Float(state >> 8) / Float(1 << 23) - 1
    }
    let spectrum = try RealFFT(length: length).spectrum(of: samples.span)
    for bin in [0, 1, length / 4, length / 2 - 1, length / 2] {
      var (real, imaginary) = (0.0, 0.0)
      for (index, sample) in samples.enumerated() {
        let angle = -2 * Double.pi * Double(bin * index % length) / Double(length)
        real += Double(sample) * cos(angle)
        imaginary += Double(sample) * sin(angle)
      }
      #expect(abs(Double(spectrum[2 * bin]) - real) < 1e-4)
      #expect(abs(Double(spectrum[2 * bin + 1]) - imaginary) < 1e-4)
    }
  }

  @Test("says which lengths there are", arguments: [0, 4, 1000, 262_144])
  func lengths(length: Int) {
    let error = #expect(throws: NumericsError.self) { try RealFFT(length: length) }
    #expect(
      error?.description
        == "no Fourier transform of \(length) samples; choose a power of two from 8 to 131072")
  }

  @Test("a Hann window spreads a cosine over three bins, a quarter of the energy to each side")
  func hann() throws {
    let fft = try RealFFT(length: 1024)
    var power = [Float](repeating: 0, count: fft.bins)
    fft.power(
      of: cosine(1024, cycles: 100).span, window: Window.hann.values(1024), into: &power)
    #expect(abs(power[100] - 65_536) < 1)
    #expect(abs(power[99] - 16_384) < 1 && abs(power[101] - 16_384) < 1)
    #expect(power[97] < 1e-3 && power[103] < 1e-3)
  }

  @Test("windows are periodic: the first value follows the last")
  func windows() {
    #expect(Window.hann.values(4) == [0, 0.5, 1, 0.5])
    #expect(Window.hamming.values(4).map { ($0 * 100).rounded() } == [8, 54, 100, 54])
    #expect(Window.blackman.values(4).map { ($0 * 100).rounded() } == [0, 34, 100, 34])
    #expect(Window.rectangular.values(3) == [1, 1, 1])
  }
}
