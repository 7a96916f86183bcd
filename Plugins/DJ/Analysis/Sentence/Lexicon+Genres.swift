extension Lexicon {
  static let genres: [Entry] = [
    Entry(
      "rock|rocknroll|rock n roll|rock and roll|grunge|рок|рока|року|роком|рок~ н рол~|рокенрол~",
      .genre(.rock)),
    Entry("metal|heavy metal|метал|металл|метала|металла|хеви метал", .genre(.metal)),
    Entry("punk|панк|панка|панк рок~", .genre(.punk)),
    Entry("indie|alternative|инди|альтернатив~", .genre(.indie)),
    Entry("pop|pop music|поп|попс~|попсов~|поп музык~|эстрад~", .genre(.pop)),
    Entry(
      "rap|hip hop|hiphop|trap|рэп|рэпа|рэпу|рэпом|реп|репа|хип хоп~|хипхоп~|трэп|трэпа",
      .genre(.rap)),
    Entry(
      "edm|electronic|electronica|electro|dance music|электрон*|клубн~|танцевальн~ электрон*",
      .genre(.electronic)),
    Entry("house|deep house|хаус|хауса|дип хаус", .genre(.house)),
    Entry("techno|техно", .genre(.techno)),
    Entry("trance|транс|транса", .genre(.trance)),
    Entry("dubstep|дабстеп~", .genre(.dubstep)),
    Entry(
      "drum and bass|drum n bass|dnb|d&b|драм н бейс|драм энд бейс|драмнбейс~", .genre(.drumAndBass)
    ),
    Entry("disco|диско", .genre(.disco)),
    Entry("funk|funky|фанк|фанка", .genre(.funk)),
    Entry("soul|motown|соул|соула", .genre(.soul)),
    Entry(
      "r&b|rnb|r n b|r b|rnb music|rhythm and blues|арэнби|ар эн би|ритм н блюз~",
      .genre(.rhythmAndBlues)),
    Entry("latin|latino|reggaeton|salsa|bachata|латин*|реггетон~|сальс~|бачат~", .genre(.latin)),
    Entry("reggae|ska|регги|реггей|рэгги", .genre(.reggae)),
    Entry("jazz|jazzy|swing|джаз|джаза|джазу|джазом|джазов~", .genre(.jazz)),
    Entry("blues|bluesy|блюз|блюза|блюзов~", .genre(.blues)),
    Entry(
      "classical|classical music|orchestral|baroque|opera|классик~|классическ~|оркестр*|опер~",
      .genre(.classical)),
    Entry(
      "ambient|downtempo|chillout|lofi|lo fi|new age|эмбиент~|чиллаут~|лоу фай|лоуфай",
      .genre(.ambient)),
    Entry("folk|singer songwriter|фолк|фолка|народн~", .genre(.folk)),
    Entry("country|country music|кантри", .genre(.country)),
    Entry("chanson|шансон~|бардовск~|авторск~ песн~", .genre(.chanson)),
  ]

  static let languages: [Entry] = [
    Entry(
      "russian|in russian|русск~|на русск~|по русски|русскоязычн~|отечественн~", .language(.russian)
    ),
    Entry(
      "english|in english|английск~|на английск~|по английски|англоязычн~", .language(.english)),
    Entry("spanish|in spanish|испанск~|на испанск~|по испански|испаноязычн~", .language(.spanish)),
    Entry(
      "french|german|italian|japanese|korean|французск~|немецк~|итальянск~|японск~|корейск~",
      .language(.other)),
  ]
}
