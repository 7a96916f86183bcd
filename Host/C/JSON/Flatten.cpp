// From nested JSON arrays to the bytes of a tensor.
#include "cjson.h"

#include <limits>
#include <type_traits>

namespace {

/// Calls `leaf(kind, index)` for each value that is neither array nor object, in order, until it
/// returns false; objects' keys are not leaves. Returns the index where it stopped, or 0.
template <typename Leaf>
uint32_t walk(const uint64_t *tape, uint32_t at, Leaf leaf) {
  uint32_t end = cjson_next(tape, at);
  while (at < end) {
    uint8_t kind = cjson_kind(tape, at);
    switch (kind) {
      case '[': case ']': at += 1; break;
      case 'l': case 'u': case 'd':
        if (!leaf(kind, at)) return at;
        at += 2;
        break;
      default:  // an object is one leaf, which no type takes
        if (!leaf(kind, at)) return at;
        at = cjson_next(tape, at);
    }
  }
  return 0;
}

template <typename Element>
bool convert(const uint64_t *tape, uint8_t kind, uint32_t at, Element *out) {
  if constexpr (std::is_same_v<Element, bool>) {
    switch (kind) {
      case 't': *out = true; return true;
      case 'f': *out = false; return true;
      case 'l': *out = tape[at + 1] == 1; return tape[at + 1] <= 1;
      default: return false;
    }
  } else if constexpr (std::is_floating_point_v<Element>) {
    double value;
    switch (kind) {
      case 'd': value = cjson_double(tape, at); break;
      case 'l': value = static_cast<double>(static_cast<int64_t>(tape[at + 1])); break;
      case 'u': value = static_cast<double>(tape[at + 1]); break;
      case 'n': *out = std::numeric_limits<Element>::quiet_NaN(); return true;
      default: return false;
    }
    *out = static_cast<Element>(value);
    return *out - *out == 0;  // not beyond the type's range
  } else {
    using Limits = std::numeric_limits<Element>;
    switch (kind) {
      case 'l': {
        int64_t value = static_cast<int64_t>(tape[at + 1]);
        *out = static_cast<Element>(value);
        if constexpr (std::is_same_v<Element, uint64_t>) return value >= 0;
        return value >= static_cast<int64_t>(Limits::min())
            && value <= static_cast<int64_t>(Limits::max());
      }
      case 'u':
        *out = static_cast<Element>(tape[at + 1]);
        return std::is_same_v<Element, uint64_t>;
      case 'd': {  // 3.0 is a whole number too
        double value = cjson_double(tape, at);
        // The upper bound as a double may lie one above the largest value.
        if (!(value >= static_cast<double>(Limits::min())
              && value < static_cast<double>(Limits::max()) + 1.0)) return false;
        if (static_cast<double>(static_cast<Element>(value)) != value) return false;
        *out = static_cast<Element>(value);
        return true;
      }
      default: return false;
    }
  }
}

template <typename Element>
size_t flatten(const uint64_t *tape, uint32_t at, void *out, size_t capacity, uint32_t *fault) {
  Element *elements = static_cast<Element *>(out);
  size_t count = 0;
  *fault = walk(tape, at, [&](uint8_t kind, uint32_t at) {
    if (count == capacity || !convert(tape, kind, at, elements + count)) return false;
    count += 1;
    return true;
  });
  return count;
}

}  // namespace

size_t cjson_leaf_count(const uint64_t *tape, uint32_t at) {
  size_t count = 0;
  walk(tape, at, [&](uint8_t, uint32_t) { count += 1; return true; });
  return count;
}

size_t cjson_flatten(const uint64_t *tape, uint32_t at, int32_t type, void *out, size_t capacity,
                     uint32_t *fault) {
  switch (type) {
    case CJSON_FLOAT: return flatten<float>(tape, at, out, capacity, fault);
    case CJSON_DOUBLE: return flatten<double>(tape, at, out, capacity, fault);
    case CJSON_INT8: return flatten<int8_t>(tape, at, out, capacity, fault);
    case CJSON_INT16: return flatten<int16_t>(tape, at, out, capacity, fault);
    case CJSON_INT32: return flatten<int32_t>(tape, at, out, capacity, fault);
    case CJSON_INT64: return flatten<int64_t>(tape, at, out, capacity, fault);
    case CJSON_UINT8: return flatten<uint8_t>(tape, at, out, capacity, fault);
    case CJSON_UINT16: return flatten<uint16_t>(tape, at, out, capacity, fault);
    case CJSON_UINT32: return flatten<uint32_t>(tape, at, out, capacity, fault);
    case CJSON_UINT64: return flatten<uint64_t>(tape, at, out, capacity, fault);
    case CJSON_BOOL: return flatten<bool>(tape, at, out, capacity, fault);
    default: *fault = at; return 0;
  }
}
