import Catalogue
import Testing

@Suite("A catalogue's search")
struct SearchTests {
  private let shelf = Shelf()
  private let catalogue: Catalogue

  init() throws {
    catalogue = try shelf.open()
    try catalogue.add([
      track("Beyoncé", "Déjà Vu", album: "B'Day"),
      track("Motörhead", "Ace of Spades"),
      track("Земфира", "Искала", album: "Прости меня моя любовь"),
      track("Алёна Швец", "Йога", album: "Ёлка"),
      track("AC/DC", "Back in Black"),
      track("Mø", "Final Song"),
      track("椎名林檎", "東京事変"),
      track("The Beatles", "Help!"),
      track("The Beatles", "Don't Let Me Down"),
      track("Beat Happening", "Indian Summer"),
    ])
  }

  private func titles(_ text: String) throws -> [String] {
    try catalogue.search(text, limit: 10).tracks.map(\.title)
  }

  @Test(
    "does not mind case, accents, forms of letters or apostrophes",
    arguments: [
      ("beyonce deja", "Déjà Vu"), ("BEYONCÉ", "Déjà Vu"), ("Beyonce\u{301}", "Déjà Vu"),
      ("motorhead", "Ace of Spades"), ("ЗЕМФИРА искала", "Искала"), ("алена", "Йога"),
      ("иога", "Йога"), ("елка", "Йога"), ("mo final", "Final Song"),
      ("dont let", "Don't Let Me Down"),
      ("don’t", "Don't Let Me Down"), ("ＨＥＬＰ", "Help!"),
    ])
  func folding(text: String, title: String) throws {
    #expect(try titles(text) == [title])
  }

  @Test("finds 'AC/DC' however it is typed", arguments: ["ac/dc", "acdc", "AC-DC black"])
  func joined(text: String) throws {
    #expect(try titles(text) == ["Back in Black"])
  }

  @Test("finds words by their beginning")
  func prefixes() throws {
    #expect(try titles("beat hap") == ["Indian Summer"])
    #expect(try catalogue.search("beat", limit: 1).total == 3)
  }

  @Test("finds characters of a text without spaces where they stand side by side")
  func unspaced() throws {
    #expect(try titles("東京") == ["東京事変"])
    #expect(try titles("林檎 事変") == ["東京事変"])
    #expect(try titles("京東") == [])
  }

  @Test(
    "forgives wrong, missing, additional and swapped letters",
    arguments: [
      ("beetles help", "Help!"), ("beatels help", "Help!"), ("moterhed", "Ace of Spades"),
      ("зимфира", "Искала"), ("biyonce", "Déjà Vu"), ("hapening", "Indian Summer"),
    ])
  func spelling(text: String, title: String) throws {
    #expect(try titles(text) == [title])
  }

  @Test("prefers what is spelled as it was typed, and then what is nearest")
  func nearest() throws {
    try catalogue.add([track("Metallica", "One"), track("Metallicas", "Two")])
    try catalogue.add(track("Metallina", "Three"))
    #expect(try titles("metallica") == ["One", "Two"])
    #expect(try titles("metallicca") == ["One"])
  }

  @Test("prefers of equally near words a frequent one that begins as what was typed")
  func likeliest() throws {
    try catalogue.add(track("Busy Beats", "Drums"))
    #expect(try titles("beatls") == ["Help!", "Don't Let Me Down", "Drums"])
    #expect(try titles("beatls dums") == ["Drums"])
    try catalogue.add([track("Quena", "Flute")] + (1...9).map { track("Queen", "Nr \($0)") })
    let queens = try titles("quenn")
    #expect(queens.count == 10 && queens.last == "Flute")
  }

  @Test("looks at artist, album and title together")
  func columns() throws {
    #expect(try titles("beatles help") == ["Help!"])
    #expect(try titles("земфира прости") == ["Искала"])
  }

  @Test("finds nothing for nothing, and takes no character for an operator")
  func operators() throws {
    #expect(try titles("") == [])
    #expect(try titles(" \" * ") == [])
    #expect(try titles("\"beatles\" OR NOT (help) ^*") == [])
    #expect(try titles("\"help\"*") == ["Help!"])
    #expect(try titles(String(repeating: "a", count: 100_000)) == [])
  }

  @Test("gives a page of the answer, and says how many there are in all")
  func pages() throws {
    try catalogue.add((10..<30).map { track("Sigur Rós", "Nr \($0)") })
    let page = try catalogue.search("sigur ros", limit: 5, offset: 18)
    #expect(page.total == 20)
    #expect(page.tracks.count == 2)
  }

  @Test("forgets what was removed or renamed")
  func forgetting() throws {
    let help = try #require(try catalogue.search("help", limit: 1).tracks.first)
    var renamed = help
    renamed.title = "Yesterday"
    try catalogue.add(renamed)
    #expect(try titles("help") == [])
    #expect(try titles("yesterday") == ["Yesterday"])
    try catalogue.remove(help.id)
    #expect(try titles("yesterday") == [])
    try catalogue.vacuum()
    #expect(try titles("yestarday") == [])
    #expect(try titles("beetles") == ["Don't Let Me Down"])
  }

  @Test(
    "knows a track by its id, by 'artist - title', or by what comes nearest",
    arguments: [
      ("8", "Help!"), ("the beatles - help", "Help!"),
      ("The Beatles – Don't let me down", "Don't Let Me Down"),
      ("AC/DC - Back in Black", "Back in Black"), ("beetles halp", "Help!"),
    ])
  func naming(line: String, title: String) throws {
    #expect(try catalogue.track(named: line)?.title == title)
    #expect(try catalogue.track(named: "nobody - nothing") == nil)
  }
}
