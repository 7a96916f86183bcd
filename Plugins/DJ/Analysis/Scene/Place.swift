/// A kind of place that the network knows, and what is usually played there.
///
/// The moods and traits are a judgement made by hand, not a measurement.
struct Place: Sendable, Equatable {
  /// As the network calls it.
  var kind: String
  /// "a bar"; "бара".
  var english: String
  var russian: String
  var mood: Mood
  var traits: [Trait: Double]

  init(
    _ kind: String, _ english: String, _ russian: String, _ valence: Double, _ arousal: Double,
    dance: Double? = nil, acoustic: Double? = nil, instrumental: Double? = nil
  ) {
    (self.kind, self.english, self.russian) = (kind, english, russian)
    mood = Mood(valence, arousal)
    traits = [:]
    traits[.danceability] = dance
    traits[.acousticness] = acoustic
    traits[.instrumentalness] = instrumental
  }

  static let all: [String: Place] = Dictionary(
    uniqueKeysWithValues: table.map { ($0.kind, $0) })

  private static let table = [
    Place("airport_terminal", "an airport", "аэропорта", 0.25, -0.35, instrumental: 0.4),
    Place("amusement_park", "an amusement park", "парка развлечений", 0.8, 0.55, dance: 0.7),
    Place(
      "art_gallery", "an art gallery", "галереи", 0.15, -0.5, acoustic: 0.5, instrumental: 0.6),
    Place("auditorium", "an auditorium", "зрительного зала", 0.15, -0.2),
    Place("bakery_shop", "a bakery", "пекарни", 0.5, -0.2, acoustic: 0.5),
    Place("ballroom", "a ballroom", "бального зала", 0.5, 0.3, dance: 0.7),
    Place("banquet_hall", "a banquet hall", "банкетного зала", 0.5, 0.1, dance: 0.65),
    Place("bar", "a bar", "бара", 0.4, 0.2, dance: 0.7),
    Place("beauty_salon", "a beauty salon", "салона красоты", 0.5, 0.15, dance: 0.65),
    Place("bedroom", "a bedroom", "спальни", 0.2, -0.65, acoustic: 0.6),
    Place(
      "bookstore", "a bookshop", "книжного магазина", 0.2, -0.5, acoustic: 0.6, instrumental: 0.4),
    Place("bowling_alley", "a bowling alley", "боулинга", 0.6, 0.5, dance: 0.7),
    Place("boxing_ring", "a boxing ring", "боксёрского ринга", 0, 0.8),
    Place("candy_store", "a sweet shop", "магазина сладостей", 0.8, 0.3, dance: 0.7),
    Place("classroom", "a classroom", "учебного класса", 0.15, -0.4, instrumental: 0.5),
    Place("clothing_store", "a clothes shop", "магазина одежды", 0.4, 0.3, dance: 0.7),
    Place("coffee_shop", "a coffee shop", "кофейни", 0.4, -0.3, acoustic: 0.6),
    Place("conference_room", "a conference room", "переговорной", 0.15, -0.4, instrumental: 0.6),
    Place("dining_room", "a dining room", "столовой", 0.35, -0.3, acoustic: 0.5),
    Place("food_court", "a food court", "фуд-корта", 0.5, 0.2, dance: 0.65),
    Place(
      "hospital_room", "a hospital room", "больничной палаты", 0.3, -0.7, acoustic: 0.6,
      instrumental: 0.5),
    Place("ice_skating_rink_outdoor", "an ice rink", "катка", 0.65, 0.35, dance: 0.65),
    Place("kitchen", "a kitchen", "кухни", 0.5, 0.1),
    Place("living_room", "a living room", "гостиной", 0.35, -0.3, acoustic: 0.4),
    Place("lobby", "a lobby", "холла", 0.25, -0.4, acoustic: 0.4, instrumental: 0.4),
    Place("locker_room", "a locker room", "раздевалки", 0.3, 0.65),
    Place("martial_arts_gym", "a martial arts gym", "зала единоборств", 0.2, 0.7),
    Place(
      "museum_indoor", "a museum", "музея", 0.1, -0.5, acoustic: 0.5, instrumental: 0.6),
    Place("office", "an office", "офиса", 0.2, -0.35, instrumental: 0.6),
    Place("restaurant", "a restaurant", "ресторана", 0.35, -0.2, acoustic: 0.45),
    Place("stadium_football", "a stadium", "стадиона", 0.5, 0.8),
    Place("stage_indoor", "a stage", "сцены", 0.3, 0.5),
    Place("subway_station_platform", "an underground station", "станции метро", 0.1, 0),
    Place("supermarket", "a supermarket", "супермаркета", 0.5, 0, dance: 0.6),
    Place("swimming_pool_outdoor", "a swimming pool", "бассейна", 0.7, 0.3, dance: 0.7),
  ]
}
