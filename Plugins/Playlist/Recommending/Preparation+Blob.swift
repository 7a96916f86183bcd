import Neighbours
import Numerics

extension Preparation {
  package func write(to writer: inout BlobWriter) {
    writer.write(UInt32(columns.numbers.count))
    for name in columns.numbers { writer.write(name) }
    writer.write(UInt32(columns.categories.count))
    for category in columns.categories {
      writer.write(category.name)
      writer.write(Int64(category.value))
    }
    writer.write(UInt32(columns.genres.count))
    for name in columns.genres { writer.write(name) }
    writer.write(UInt32(columns.vectors.count))
    for vector in columns.vectors {
      writer.write(vector.name)
      writer.write(UInt32(vector.length))
    }
    writer.write(means)
    writer.write(deviations)
    writer.write(components.values)
    writer.write(UInt64(fitted))
  }

  /// Reads what `write` has written; nil where that does not fit together.
  package init?(from reader: inout BlobReader) {
    guard let columns = Columns(from: &reader), let means = reader.readFloats(),
      let deviations = reader.readFloats(), let values = reader.readFloats(),
      let fitted: UInt64 = reader.read(), means.count == columns.count,
      deviations.count == columns.count, columns.count > 0,
      values.count % columns.count == 0
    else { return nil }
    self.init(
      columns: columns, means: means, deviations: deviations,
      components: Matrix(rows: values.count / columns.count, columns: columns.count, values),
      fitted: Int(clamping: fitted))
  }
}

extension Columns {
  fileprivate init?(from reader: inout BlobReader) {
    func list<T>(_ read: (inout BlobReader) -> T?) -> [T]? {
      guard let count: UInt32 = reader.read(), count <= 100_000 else { return nil }
      var items: [T] = []
      for _ in 0..<count {
        guard let item = read(&reader) else { return nil }
        items.append(item)
      }
      return items
    }
    let numbers = list { $0.readText() }
    let categories = list { reader -> Category? in
      guard let name = reader.readText(), let value: Int64 = reader.read() else { return nil }
      return Category(name: name, value: Int(value))
    }
    let genres = list { $0.readText() }
    let vectors = list { reader -> Vector? in
      guard let name = reader.readText(), let length: UInt32 = reader.read(), length <= 4096 else {
        return nil
      }
      return Vector(name: name, length: Int(length))
    }
    guard let numbers, let categories, let genres, let vectors else { return nil }
    self.init(numbers: numbers, categories: categories, genres: genres, vectors: vectors)
  }
}
