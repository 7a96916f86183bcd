import MoodAnalysis
import Testing

@Suite("The description of a track")
struct StoryTests {
  private func story(_ parts: [(seconds: Int, arousal: Float, valence: Float)]) throws -> Story {
    let curve = steps(parts)
    return try #require(Story(curve, sections: Sections.cut(curve)))
  }

  @Test("tells the beginning, each change with its time, and the extremes")
  func changes() throws {
    let story = try story([(70, -0.45, 0.1), (80, 0.35, 0.3), (60, -0.45, -0.2)])
    #expect(
      story.english
        == "Starts in a calm and warm mood, lifts after 1:10 into a lively and joyful one, and "
        + "settles after 2:30 into a calm and wistful one. Its most intense moment is around "
        + "1:10, its calmest around 0:00.")
    #expect(
      story.russian
        == "Музыка начинается спокойно и тепло, после 1:10 набирает силу и звучит живо и радостно,"
        + " а после 2:30 стихает и звучит спокойно и задумчиво. Самое напряжённое место — около "
        + "1:10, самое спокойное — около 0:00.")
  }

  @Test("tells a change of brightness as such")
  func brightness() throws {
    let story = try story([(60, 0.3, -0.35), (60, 0.3, 0.3)])
    #expect(
      story.english
        == "Starts in a lively and tense mood, brightens after 1:00 into a lively and joyful one.")
    #expect(
      story.russian
        == "Музыка начинается живо и напряжённо, после 1:00 светлеет и звучит живо и радостно.")
  }

  @Test("of a track that does not change is one sentence")
  func still() throws {
    let story = try story([(90, -0.7, -0.4)])
    #expect(story.english == "Stays in a very calm and sad mood from beginning to end.")
    #expect(story.russian == "Музыка от начала до конца звучит очень спокойно и грустно.")
  }

  @Test("tells that a track without sections grows livelier or calmer")
  func drift() throws {
    let rising = (0..<100).map {
      MoodPoint(second: $0, arousal: -0.07 + Float($0) * 0.0014, valence: 0)
    }
    let up = try #require(Story(rising, sections: Sections.cut(rising)))
    #expect(
      up.english
        == "Stays in a measured mood from beginning to end. It grows a little livelier on the way.")
    #expect(
      up.russian
        == "Музыка от начала до конца звучит размеренно. К концу она становится немного живее.")
    let falling = rising.map {
      MoodPoint(second: $0.second, arousal: -$0.arousal, valence: 0)
    }
    let down = try #require(Story(falling, sections: Sections.cut(falling)))
    #expect(down.english.hasSuffix("It grows a little calmer on the way."))
    #expect(down.russian.hasSuffix("К концу она становится немного спокойнее."))
  }

  @Test("has a time with hours where there are some")
  func hours() throws {
    let story = try story([(3700, -0.4, 0), (3700, 0.4, 0)])
    #expect(story.english.contains("lifts after 1:01:"))
  }
}
