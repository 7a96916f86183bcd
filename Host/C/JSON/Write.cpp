// Writing: bytes that grow, escaped strings, and numbers in their shortest form.
#include "cjson.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <type_traits>

namespace {

/// Longest number: a sign, 17 digits, a point, an exponent; 20 digits of an integer.
constexpr size_t number_size = 32;

/// Grows once for all, so that what follows only checks nothing.
uint8_t *reserve(cjson_bytes *out, size_t count) {
  if (out->capacity - out->count < count) cjson_grow(out, count);
  return out->bytes + out->count;
}

template <typename Number>
char *print(char *at, Number value) {
  return std::to_chars(at, at + number_size, value).ptr;
}

/// Whole numbers below 9e15 are printed as such: 100000 and not 1e+05. Larger ones get an
/// exponent and -0 a fraction, because parsers read them as integers without.
template <typename Real>
char *print_real(char *at, Real value) {
  if (value - value != 0) {
    std::memcpy(at, "null", 4);
    return at + 4;
  }
  if (!(value > Real(-9.0e15) && value < Real(9.0e15)))
    return std::to_chars(at, at + number_size, value, std::chars_format::scientific).ptr;
  int64_t whole = static_cast<int64_t>(value);
  if (static_cast<Real>(whole) != value) return print(at, value);
  if (whole == 0 && std::signbit(value)) {
    std::memcpy(at, "-0.0", 4);
    return at + 4;
  }
  return print(at, whole);
}

/// A boolean of a tensor: any byte, as it came.
struct Boolean {
  uint8_t byte;
};

template <typename Element>
char *print_element(char *at, Element value) {
  if constexpr (std::is_same_v<Element, Boolean>) {
    size_t length = value.byte ? 4 : 5;
    std::memcpy(at, value.byte ? "true" : "false", length);
    return at + length;
  } else if constexpr (std::is_floating_point_v<Element>) {
    return print_real(at, value);
  } else if constexpr (std::is_signed_v<Element>) {
    return print(at, static_cast<int64_t>(value));
  } else {
    return print(at, static_cast<uint64_t>(value));
  }
}

template <typename Element>
void put_number(cjson_bytes *out, Element value) {
  char *at = reinterpret_cast<char *>(reserve(out, number_size));
  out->count += static_cast<size_t>(print_element(at, value) - at);
}

template <typename Element>
void put_array(cjson_bytes *out, const void *bytes, size_t count) {
  const uint8_t *next = static_cast<const uint8_t *>(bytes);  // of any alignment
  cjson_put_byte(out, '[');
  constexpr size_t stretch = 256;
  for (size_t start = 0; start < count; start += stretch) {
    size_t stop = count - start < stretch ? count : start + stretch;
    char *begin = reinterpret_cast<char *>(reserve(out, (number_size + 1) * (stop - start)));
    char *at = begin;
    for (size_t i = start; i < stop; i++) {
      if (i > 0) *at++ = ',';
      Element element;
      std::memcpy(&element, next, sizeof element);
      next += sizeof element;
      at = print_element(at, element);
    }
    out->count += static_cast<size_t>(at - begin);
  }
  cjson_put_byte(out, ']');
}

/// Length of the valid UTF-8 sequence at `at`, or 0; Unicode 15, table 3-7.
size_t sequence(const uint8_t *at, size_t left) {
  auto tail = [&](size_t i) { return at[i] >= 0x80 && at[i] <= 0xBF; };
  uint8_t lead = at[0];
  if (lead >= 0xC2 && lead <= 0xDF) return left >= 2 && tail(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (left < 3 || !tail(1) || !tail(2)) return 0;
    if (lead == 0xE0 && at[1] < 0xA0) return 0;
    if (lead == 0xED && at[1] > 0x9F) return 0;
    return 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (left < 4 || !tail(1) || !tail(2) || !tail(3)) return 0;
    if (lead == 0xF0 && at[1] < 0x90) return 0;
    if (lead == 0xF4 && at[1] > 0x8F) return 0;
    return 4;
  }
  return 0;
}

void put_escape(cjson_bytes *out, uint8_t byte) {
  static const char digits[] = "0123456789abcdef";
  char text[6] = {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15]};
  size_t length = 2;
  switch (byte) {
    case '"': case '\\': text[1] = static_cast<char>(byte); break;
    case '\n': text[1] = 'n'; break;
    case '\r': text[1] = 'r'; break;
    case '\t': text[1] = 't'; break;
    default: length = 6;
  }
  cjson_put(out, text, length);
}

}  // namespace

void cjson_grow(cjson_bytes *out, size_t more) {
  if (out->most > 0 && out->count + more > out->most) {
    out->is_cut = 1;
    out->count = 0;
    if (out->capacity >= more) return;
  }
  size_t capacity = out->capacity < 256 ? 256 : out->capacity;
  while (capacity - out->count < more) capacity *= 2;
  void *bytes = std::realloc(out->bytes, capacity);
  if (bytes == nullptr) std::abort();
  out->bytes = static_cast<uint8_t *>(bytes);
  out->capacity = capacity;
}

void cjson_free(cjson_bytes out) { std::free(out.bytes); }

void cjson_put_string(cjson_bytes *out, const uint8_t *bytes, size_t count) {
  reserve(out, count + 2);
  cjson_put_byte(out, '"');
  size_t plain = 0;  // start of the bytes that can be copied as they are
  for (size_t i = 0; i < count;) {
    uint8_t byte = bytes[i];
    if (byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\') {
      i += 1;
      continue;
    }
    if (byte >= 0x80) {
      if (size_t length = sequence(bytes + i, count - i)) {
        i += length;
        continue;
      }
    }
    cjson_put(out, bytes + plain, i - plain);
    if (byte >= 0x80) {
      cjson_put(out, "\xEF\xBF\xBD", 3);
    } else {
      put_escape(out, byte);
    }
    i += 1;
    plain = i;
  }
  cjson_put(out, bytes + plain, count - plain);
  cjson_put_byte(out, '"');
}

void cjson_put_double(cjson_bytes *out, double value) { put_number(out, value); }
void cjson_put_float(cjson_bytes *out, float value) { put_number(out, value); }
void cjson_put_int64(cjson_bytes *out, int64_t value) { put_number(out, value); }
void cjson_put_uint64(cjson_bytes *out, uint64_t value) { put_number(out, value); }

void cjson_put_array(cjson_bytes *out, int32_t type, const void *elements, size_t count) {
  switch (type) {
    case CJSON_FLOAT: return put_array<float>(out, elements, count);
    case CJSON_DOUBLE: return put_array<double>(out, elements, count);
    case CJSON_INT8: return put_array<int8_t>(out, elements, count);
    case CJSON_INT16: return put_array<int16_t>(out, elements, count);
    case CJSON_INT32: return put_array<int32_t>(out, elements, count);
    case CJSON_INT64: return put_array<int64_t>(out, elements, count);
    case CJSON_UINT8: return put_array<uint8_t>(out, elements, count);
    case CJSON_UINT16: return put_array<uint16_t>(out, elements, count);
    case CJSON_UINT32: return put_array<uint32_t>(out, elements, count);
    case CJSON_UINT64: return put_array<uint64_t>(out, elements, count);
    case CJSON_BOOL: return put_array<Boolean>(out, elements, count);
  }
}
