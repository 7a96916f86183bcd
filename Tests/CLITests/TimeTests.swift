import CLI
import Testing

@Suite("Times and names of stretches")
struct TimeTests {
  @Test(
    "are read as seconds, minutes or hours",
    arguments: [
      ("0", 0.0), ("90", 90), ("1:30", 90), ("0:01:30.5", 90.5), ("100:00", 6000),
      ("2:00:00", 7200),
    ])
  func reading(text: String, seconds: Double) {
    #expect(MediaTime(text)?.seconds == seconds)
  }

  @Test(
    "are not read from what is none",
    arguments: [
      "", ":", "1:", "1:60", "1.5:00", "-1", "1:-1", "+1", "nan", "inf", "1:2:3:4", "one",
    ])
  func refusing(text: String) {
    #expect(MediaTime(text) == nil)
  }

  @Test("are printed to the millisecond")
  func printing() {
    #expect(MediaTime(seconds: 3661.0005).clock() == "1:01:01.001")
    #expect(MediaTime(seconds: 59.9996).clock() == "0:01:00.000")
    #expect(MediaTime(seconds: 0.25).clock(padHours: true, separator: ",") == "00:00:00,250")
  }

  @Test("become names that differ, sort by time and keep the file's ending")
  func names() {
    let segments = [
      Segment(start: 1.9, stop: 3), Segment(start: 1.2, stop: 2.5),
      Segment(start: 3600, stop: 7322),
    ]
    #expect(
      CutNames.names(for: segments, of: "in/day.one.mkv", in: "out/") == [
        "out/day.one_00-00-01_00-00-03.mkv", "out/day.one_00-00-01_00-00-03_2.mkv",
        "out/day.one_01-00-00_02-02-02.mkv",
      ])
    #expect(
      CutNames.names(for: [Segment(start: 0, stop: 1)], of: ".hidden", in: ".")
        == [".hidden_00-00-00_00-00-01"])
  }
}
