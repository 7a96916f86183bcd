extension Lexicon {
  private static let dance = Occasion(
    mood: Mood(0.5, 0.5), traits: [.danceability: 0.85], tempo: 100...135)
  private static let party = Occasion(
    mood: Mood(0.6, 0.6), traits: [.danceability: 0.75, .popularity: 0.75])
  private static let workout = Occasion(
    mood: Mood(0.3, 0.85), weight: 1, traits: [.danceability: 0.65], tempo: 120...175)
  private static let focus = Occasion(
    mood: Mood(0.1, -0.5), weight: 1, traits: [.instrumentalness: 0.8, .speechiness: 0.04])
  private static let sleep = Occasion(
    mood: Mood(0.1, -0.95), weight: 3, traits: [.acousticness: 0.85, .instrumentalness: 0.6],
    tempo: 50...100)
  private static let meditation = Occasion(
    mood: Mood(0.3, -0.9), weight: 2, traits: [.acousticness: 0.75, .instrumentalness: 0.8],
    tempo: 50...100)
  private static let dinner = Occasion(
    mood: Mood(0.4, -0.4), traits: [.acousticness: 0.55], excluded: [.metal, .dubstep, .rap],
    fitting: [.soul, .jazz, .rhythmAndBlues, .blues, .folk, .classical, .latin])
  private static let date = Occasion(
    mood: Mood(0.4, -0.5), traits: [.acousticness: 0.5], excluded: [.metal, .punk, .dubstep, .rap],
    fitting: [.soul, .jazz, .rhythmAndBlues, .pop])
  private static let morning = Occasion(mood: Mood(0.55, -0.1), traits: [.acousticness: 0.45])
  private static let evening = Occasion(mood: Mood(nil, -0.2), weight: 0.25)
  private static let night = Occasion(mood: Mood(nil, -0.25), weight: 0.25)
  private static let drive = Occasion(mood: Mood(0.4, 0.4), traits: [.popularity: 0.6])
  private static let wedding = Occasion(
    mood: Mood(0.7, 0.35), traits: [.danceability: 0.7, .popularity: 0.8],
    excluded: [.metal, .rap], fitting: [.soul, .disco, .funk, .pop, .rhythmAndBlues])
  private static let summer = Occasion(mood: Mood(0.75, 0.3), traits: [.danceability: 0.7])
  private static let children = Occasion(
    mood: Mood(0.85, 0.35), traits: [.danceability: 0.7, .speechiness: 0.04, .popularity: 0.7],
    excluded: [.rap, .metal, .punk], fitting: [.pop, .disco, .soul, .funk], isForChildren: true)
  private static let lounge = Occasion(
    mood: Mood(0.4, -0.2), traits: [.danceability: 0.65], excluded: [.metal, .punk],
    fitting: [.soul, .jazz, .funk, .house, .rhythmAndBlues, .latin])
  private static let coffee = Occasion(
    mood: Mood(0.4, -0.35), traits: [.acousticness: 0.6], excluded: [.metal, .dubstep],
    fitting: [.jazz, .soul, .folk, .indie, .blues])
  private static let restaurant = Occasion(
    mood: Mood(0.35, -0.25), traits: [.acousticness: 0.45], excluded: [.metal, .dubstep],
    fitting: [.soul, .jazz, .rhythmAndBlues, .blues, .latin, .disco])
  private static let shop = Occasion(mood: Mood(0.5, 0.15), traits: [.popularity: 0.65])
  private static let mourning = Occasion(
    mood: Mood(-0.5, -0.75), weight: 2, traits: [.acousticness: 0.7],
    excluded: [.rap, .metal, .punk])
  private static let rain = Occasion(mood: Mood(-0.2, -0.5), traits: [.acousticness: 0.6])
  private static let housework = Occasion(
    mood: Mood(0.6, 0.45), traits: [.danceability: 0.7, .popularity: 0.6])
  private static let christmas = Occasion(mood: Mood(0.5, 0), weight: 0.25, isFestive: true)
  private static let background = Occasion(
    mood: Mood(0.2, -0.45), traits: [.speechiness: 0.04, .instrumentalness: 0.4])

  static let englishOccasions: [Entry] = [
    Entry("danc~|dance|dance floor|dancefloor|to dance to|disco night", .occasion(dance)),
    Entry("party|parties|celebrat*|birthday~|new year~|new years eve|fun", .occasion(party)),
    Entry(
      "workout~|work out|working out|gym|training|exercis*|run|running|jog~|jogging|cardio|fitness",
      .occasion(workout)),
    Entry(
      "study|studying|focus|focused|concentrat*|reading|read|work|working|office|coding|homework",
      .occasion(focus)),
    Entry("sleep~|asleep|bedtime|lullab*|falling asleep", .occasion(sleep)),
    Entry("meditat*|yoga|spa|massage", .occasion(meditation)),
    Entry("dinner~|supper|dining|candlelight|candle light|candles", .occasion(dinner)),
    Entry("date|date night|first date|anniversary|valentin*", .occasion(date)),
    Entry("morning~|breakfast|brunch|wake up|waking up|coffee", .occasion(morning)),
    Entry("evening~|tonight", .occasion(evening)),
    Entry("night|nights|midnight", .occasion(night)),
    Entry("driv~|drive|road trip|roadtrip|car|on the road|travel~", .occasion(drive)),
    Entry("wedding~|bride", .occasion(wedding)),
    Entry(
      "summer|beach|barbecue|bbq|picnic|pool|garden party|vacation|holiday~", .occasion(summer)),
    Entry("kids|kid|child|children|childrens|toddler~|family", .occasion(children)),
    Entry("lounge|cocktail~|happy hour|bar|aperitif|wine", .occasion(lounge)),
    Entry("cafe|café|coffee shop|coffeehouse|bistro|bakery|tea", .occasion(coffee)),
    Entry("restaurant~", .occasion(restaurant)),
    Entry("shop|store|boutique|shopping|supermarket", .occasion(shop)),
    Entry("funeral|memorial|mourning|wake", .occasion(mourning)),
    Entry("rain|rainy|autumn|fireplace", .occasion(rain)),
    Entry("cooking|cook|cleaning|housework|chores", .occasion(housework)),
    Entry("christmas*|xmas|advent|santa|carol~", .occasion(christmas)),
    Entry("background|waiting room|lobby", .occasion(background)),
  ]

  static let russianOccasions: [Entry] = [
    Entry("танц~|танец|танцев*|потанцевать|танцпол~|дискотек~|плясать|пляск~", .occasion(dance)),
    Entry(
      "вечеринк~|вечеринок|тусовк~|туса|тусы|праздн*|день рождения|дня рождения|дню рождения|нов~ год~|корпоратив~",
      .occasion(party)),
    Entry(
      "трениров*|спортзал~|спорт~|пробежк~|бег|бега|бегать|фитнес~|качалк~|зарядк~",
      .occasion(workout)),
    Entry(
      "учеб~|учебы|учить*|работ~|работать|концентрац~|сосредоточ*|чтени~|читать|офис~|уроки|уроков",
      .occasion(focus)),
    Entry("сон|сна|сном|спать|уснуть|заснуть|засыпа*|колыбельн~|перед сном", .occasion(sleep)),
    Entry("медитаци~|йог~|спа|массаж~", .occasion(meditation)),
    Entry("ужин~|свечах|при свечах|застоль*", .occasion(dinner)),
    Entry("свидани~|годовщин~|влюбленн~", .occasion(date)),
    Entry("утр~|утренн~|завтрак~|кофе|просыпа*|проснуться", .occasion(morning)),
    Entry("вечер~|вечерн~|вечером", .occasion(evening)),
    Entry("ноч~|ночн~|полноч*", .occasion(night)),
    Entry("дорог~|дорожн~|поездк~|машин~|за рулем|автомобил~|путешестви~", .occasion(drive)),
    Entry("свадьб~|свадеб*", .occasion(wedding)),
    Entry("лет~|летн~|пляж~|шашлык~|пикник~|дач~|отпуск~|море|моря", .occasion(summer)),
    Entry("дети|детей|детям|детск~|ребенк~|ребенок|малыш~|семейн~", .occasion(children)),
    Entry(
      "лаундж|лаунж|лаунжа|коктейл~|бар|бара|баре|бару|аперитив~|вино|вина|вином", .occasion(lounge)
    ),
    Entry("кафе|кофейн~|пекарн~|чай|чая|чаю", .occasion(coffee)),
    Entry("ресторан~", .occasion(restaurant)),
    Entry("магазин~|бутик~|супермаркет~", .occasion(shop)),
    Entry("поминк~|похорон~|траур*", .occasion(mourning)),
    Entry("дожд~|осен*|камин~|у камина", .occasion(rain)),
    Entry("уборк~|готовк~|готовить|кухн~", .occasion(housework)),
    Entry("рождеств*|сочельник~", .occasion(christmas)),
    Entry("фон|фона|фоном|фонов~", .occasion(background)),
  ]
}
