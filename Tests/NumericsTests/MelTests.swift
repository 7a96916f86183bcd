import Glibc
import Numerics
import Testing

@Suite("Mel bands")
struct MelTests {
  @Test("Slaney's scale is linear to 1 kHz, and logarithmic from there")
  func slaney() {
    #expect(MelScale.slaney.mel(200) == 3)
    #expect(MelScale.slaney.mel(1000) == 15)
    #expect(abs(MelScale.slaney.mel(6400) - 42) < 1e-9)
    for hertz in [0, 60, 999, 1000, 5000, 11_025.0] {
      #expect(abs(MelScale.slaney.hertz(MelScale.slaney.mel(hertz)) - hertz) < 1e-8)
    }
  }

  @Test("the HTK scale gives 1000 mels to 1000 Hz, near enough")
  func htk() {
    #expect(MelScale.htk.mel(0) == 0)
    #expect(abs(MelScale.htk.mel(700) - 2595 * log10(2)) < 1e-9)
    #expect(abs(MelScale.htk.mel(1000) - 1000) < 0.02)
    #expect(abs(MelScale.htk.hertz(MelScale.htk.mel(3000)) - 3000) < 1e-8)
  }

  @Test("triangles of the HTK kind peak at 1, and neighbours add up to 1")
  func triangles() {
    let bank = MelFilterbank(
      bands: 10, rate: 16_000, length: 4096, scale: .htk, isAreaNormalised: false)
    let weights = (0..<10).map { bank.weights(of: $0) }
    for bin in 0..<2049 {
      let hertz = Double(bin) * 16_000 / 4096
      guard hertz >= bank.edges[1], hertz <= bank.edges[10] else { continue }
      #expect(abs(weights.reduce(0) { $0 + $1[bin] } - 1) < 1e-5)
    }
  }

  @Test("triangles that are area normalised have an area of 1 Hz^-1")
  func area() {
    let bank = MelFilterbank(bands: 10, rate: 16_000, length: 4096)
    for band in 0..<10 {
      let area = Double(bank.weights(of: band).reduce(0, +)) * 16_000 / 4096
      #expect(abs(area - 1) < 0.01)
    }
  }

  @Test("a band's energy is the weighted sum of its bins")
  func energies() {
    let bank = MelFilterbank(bands: 4, rate: 8000, length: 64)
    let power = (0..<33).map { Float($0 % 5) }
    var energies = [Float](repeating: 0, count: 4)
    bank.apply(to: power, into: &energies)
    for band in 0..<4 {
      let sum = zip(bank.weights(of: band), power).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(energies[band] - sum) < 1e-6)
    }
  }

  @Test("silence is the logarithm of the floor in every band, without a frame too little or many")
  func silence() throws {
    let matrix = try LogMel.matrix(of: [Float](repeating: 0, count: 1024 + 512 * 3 + 511))
    #expect(matrix.rows == 4 && matrix.columns == 64)
    #expect(matrix.values.allSatisfy { abs($0 - Float(log(1e-6))) < 1e-5 })
    #expect(try LogMel.matrix(of: [Float](repeating: 0, count: 1023)).rows == 0)
  }

  @Test("a tone's energy is where its three bins are, weighted by the bands")
  func tone() throws {
    // Bin 100 of 1024 at 22,050 Hz: 2153 Hz.
    let samples = (0..<1024).map { Float(cos(2 * .pi * 100 * Double($0) / 1024)) }
    let row = try LogMel.matrix(of: samples).row(0)
    let bank = try LogMel().filterbank
    for band in 0..<64 {
      let weights = bank.weights(of: band)
      let energy = 65_536 * Double(weights[100]) + 16_384 * Double(weights[99] + weights[101])
      #expect(abs(Double(row[band]) - log(energy + 1e-6)) < (energy > 1 ? 1e-4 : 0.1))
    }
  }

  @Test("a chirp's energies are those that librosa 0.11 finds")
  func librosa() throws {
    let chirp = (0..<2048).map { Float(sin(Double($0 * $0) / 5000)) }
    let matrix = try LogMel.matrix(of: chirp)
    #expect(matrix.rows == 3)
    for (row, column, value) in [(0, 0, -1.754339), (0, 20, 3.811295), (1, 30, 3.526042)] {
      #expect(abs(Double(matrix[row, column]) - value) < 1e-4)
    }
  }

  @Test("a sound in pieces has the same log-mel energies, to the bit")
  func pieces() throws {
    let samples = (0..<9000).map { Float(sin(Double($0 * $0) / 5000)) }
    let whole = try LogMel.matrix(of: samples)
    let mel = try LogMel()
    var energies = [Float](repeating: 0, count: 64)
    var values: [Float] = []
    for start in stride(from: 0, to: 9000, by: 100) {
      mel.push(samples[start..<start + 100].span)
      while mel.next(into: &energies) { values += energies }
    }
    #expect(values == whole.values)
  }

  @Test("the cosine transform of a constant is its first coefficient alone, and of a cosine one")
  func cosineTransform() {
    let transform = CosineTransform(length: 8, coefficients: 4)
    var result = [Float](repeating: 0, count: 4)
    transform.apply(to: [Float](repeating: 3, count: 8).span, into: &result)
    #expect(abs(result[0] - 3 * Float(8).squareRoot()) < 1e-5)
    #expect(result[1...].allSatisfy { abs($0) < 1e-5 })
    let cosine = (0..<8).map { Float(cos(.pi * 2 * (Double($0) + 0.5) / 8)) }
    transform.apply(to: cosine.span, into: &result)
    #expect(abs(result[2] - 2) < 1e-5)
    #expect(abs(result[0]) < 1e-5 && abs(result[1]) < 1e-5 && abs(result[3]) < 1e-5)
  }

  @Test("the cosine transform of all coefficients keeps the length of a vector")
  func orthonormal() {
    let values: [Float] = [1, -2, 3, 0.5, 7, -4]
    var result = [Float](repeating: 0, count: 6)
    CosineTransform(length: 6, coefficients: 6).apply(to: values.span, into: &result)
    let before = values.reduce(0) { $0 + $1 * $1 }
    #expect(abs(result.reduce(0) { $0 + $1 * $1 } - before) < 1e-3)
  }
}
