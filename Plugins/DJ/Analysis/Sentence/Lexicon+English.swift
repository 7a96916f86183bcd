extension Lexicon {
  static let englishMoods: [Entry] = [
    Entry(
      "calm~|quiet~|peaceful~|tranquil|serene|sooth~|gentl~|gentle|soft~|mellow~", .mood(0.3, -0.7)),
    Entry("relax~|chill~|chilled|laid back|unwind~|easygoing|easy", .mood(0.4, -0.55)),
    Entry("cosy|cozy|cosiness|snug|intimate", .mood(0.45, -0.45)),
    Entry("romantic~|tender~|love songs|sensual", .mood(0.4, -0.4)),
    Entry(
      "happy|happi*|cheer*|joy*|merry|sunny|feel good|feelgood|positive|good mood", .mood(0.8, 0.35)
    ),
    Entry("uplift~|upbeat|optimistic", .mood(0.65, 0.5)),
    Entry("energ*|lively|driving beat|pumping|intens*|powerful|dynamic|vigorous", .mood(nil, 0.75)),
    Entry("loud~|noisy|wild~", .mood(nil, 0.8)),
    Entry("aggress*|angry|furious|rage", .mood(-0.55, 0.85)),
    Entry("sad~|sadd*|melanchol*|heartbr*|tearful|sorrow*|mournful|blue", .mood(-0.7, -0.45)),
    Entry("dark~|gloom*|moody|ominous|sinister|brooding", .mood(-0.55, nil)),
    Entry("nostalg*|wistful|bittersweet", .mood(0, -0.3)),
    Entry("dreamy|atmospheric|ethereal|thoughtful|pensive|reflective", .mood(0.05, -0.5)),
    Entry("tense|nervous|suspense*", .mood(-0.5, 0.5)),
    Entry("elegant|classy|sophisticated|stylish", .mood(0.3, -0.25)),
    Entry("light hearted|lighthearted|playful|carefree", .mood(0.7, 0.2)),
  ]

  static let englishWords: [Entry] = [
    Entry("ballad~|slow dance~|slow dances", .tempo(50...90, -0.5)),
    Entry("fast|faster|quick|up tempo|uptempo|rapid", .tempo(125...180, 0.5)),
    Entry("slow|slowly|slower|down tempo", .tempo(50...92, -0.45)),
    Entry("mid tempo|midtempo|moderate tempo", .tempo(95...120, 0)),
    Entry("acoustic|unplugged|acoustic guitar|piano", .trait(.acousticness, 0.9)),
    Entry("instrumental~|wordless|vocals free", .trait(.instrumentalness, 0.9)),
    Entry(
      "vocal|vocals|singing|lyrics|words|voice|voices|with vocals|sung",
      .trait(.instrumentalness, 0)),
    Entry("danceable|groovy|groove", .trait(.danceability, 0.85)),
    Entry(
      "live recordings|live concert|concert recordings|live versions|live", .trait(.liveness, 0.85)),
    Entry(
      "popular|hits|hit|famous|well known|mainstream|top charts|everybody knows|everyone knows",
      .trait(.popularity, 0.9)),
    Entry("obscure|unknown|rare|little known|hidden gems|underground", .trait(.popularity, 0.1)),
    Entry(
      "build up|build~ up|building|buildup|rising|get~ faster|getting faster|gradually faster|speed~ up|warm~ up|more and more energetic|ramp~ up|crescendo|pick~ up|heat~ up",
      .course(.rise)),
    Entry(
      "wind~ down|winding down|cool~ down|calm~ down|slow~ down|fad~ out|get~ calmer|getting calmer|getting slower|more and more quiet|come down",
      .course(.windDown)),
    Entry("steady|even|constant|same mood", .course(.steady)),
    Entry(
      "old|older|oldies|retro|vintage|old school|classics|classic hits|golden oldies",
      .years(1940...1989)),
    Entry("new|newest|recent|latest|modern|contemporary|fresh|current", .recent),
    Entry("all evening|whole evening|entire evening", .minutes(240)),
    Entry("all night|whole night|night long", .minutes(360)),
    Entry("all day|whole day|day long", .minutes(480)),
  ]
}
