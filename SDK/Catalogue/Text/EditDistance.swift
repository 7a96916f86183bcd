/// How many letters must be changed, added, left out or swapped with their neighbour to make one
/// word of the other: the optimal string alignment distance.
///
/// - Returns: nil where it is more than `limit`.
func editDistance(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar], limit: Int) -> Int? {
  if abs(one.count - other.count) > limit { return nil }
  var before = [Int](repeating: 0, count: other.count + 1)
  var last = Array(0...other.count)
  for i in one.indices {
    var row = [i + 1]
    row.reserveCapacity(other.count + 1)
    for j in other.indices {
      let isSame = one[i] == other[j]
      var cost = min(last[j] + (isSame ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, one[i] == other[j - 1], one[i - 1] == other[j] {
        cost = min(cost, before[j - 1] + 1)
      }
      row.append(cost)
    }
    before = last
    last = row
  }
  return last[other.count] <= limit ? last[other.count] : nil
}
