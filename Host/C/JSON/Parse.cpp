// Parsing: simdjson's DOM parser, then one pass over its tape that refuses duplicate keys.
#include "cjson.h"

#define SIMDJSON_EXCEPTIONS 0
#include <simdjson.h>

#include <algorithm>
#include <mutex>
#include <new>
#include <string_view>
#include <vector>

static_assert(CJSON_PADDING >= simdjson::SIMDJSON_PADDING, "padding of this simdjson");

struct cjson_parser {
  cjson_document document = {};
  simdjson::dom::parser parser;
  std::unique_ptr<uint8_t[]> copy;
  size_t copy_capacity = 0;
  cjson_parser *next_spare = nullptr;
};

namespace {

std::string_view text(const cjson_document &document, uint64_t offset) {
  uint32_t size;
  std::memcpy(&size, document.strings + offset, sizeof size);
  return {reinterpret_cast<const char *>(document.strings + offset + sizeof size), size};
}

/// Parsers that were freed, without their buffers. Their memory stays a parser's, so that a value
/// that outlived its parser finds a generation that is not its own, and not someone's memory.
cjson_parser *spare = nullptr;
std::mutex spare_lock;

constexpr uint64_t offset_mask = 0x00FFFFFFFFFFFFFFu;

/// Compares each key of a small object with those before it; big ones are sorted.
/// Returns the tape index of a key that occurs twice, or 0.
uint32_t duplicate_key(const cjson_document &document, uint32_t object) {
  constexpr size_t few = 16;
  uint64_t seen[few];
  size_t count = 0;
  uint32_t at = object + 1;
  for (; cjson_kind(document.tape, at) == '"'; at = cjson_next(document.tape, at + 1)) {
    if (count == few) break;
    uint64_t offset = document.tape[at] & offset_mask;
    std::string_view key = text(document, offset);
    for (size_t i = 0; i < count; i++)
      if (text(document, seen[i]) == key) return at;
    seen[count++] = offset;
  }
  if (cjson_kind(document.tape, at) != '"') return 0;

  std::vector<uint32_t> keys;
  for (at = object + 1; cjson_kind(document.tape, at) == '"';
       at = cjson_next(document.tape, at + 1))
    keys.push_back(at);
  auto key = [&](uint32_t at) { return text(document, document.tape[at] & offset_mask); };
  std::sort(keys.begin(), keys.end(), [&](uint32_t a, uint32_t b) {
    int order = key(a).compare(key(b));
    return order != 0 ? order < 0 : a < b;
  });
  for (size_t i = 1; i < keys.size(); i++)
    if (key(keys[i - 1]) == key(keys[i])) return keys[i];
  return 0;
}

/// Tape index of some key that occurs twice in its object, or 0.
uint32_t any_duplicate_key(const cjson_document &document) {
  uint32_t end = static_cast<uint32_t>(document.tape[0]);
  for (uint32_t at = 1; at + 1 < end;) {
    switch (cjson_kind(document.tape, at)) {
      case '{':
        if (uint32_t key = duplicate_key(document, at)) return key;
        at += 1;
        break;
      case 'l': case 'u': case 'd': at += 2; break;
      default: at += 1;
    }
  }
  return 0;
}

/// The capacity to reserve for `length` bytes: powers of two, so that bodies that grow a little
/// from one request to the next do not reallocate each time.
size_t rounded(size_t length) {
  size_t capacity = 1024;
  while (capacity < length) capacity *= 2;
  return capacity;
}

}  // namespace

cjson_parser *cjson_parser_new(void) {
  std::lock_guard lock(spare_lock);
  cjson_parser *parser = spare;
  if (parser == nullptr) return new (std::nothrow) cjson_parser;
  spare = parser->next_spare;
  return parser;
}

void cjson_parser_free(cjson_parser *parser) {
  cjson_parser_trim(parser);
  std::lock_guard lock(spare_lock);
  parser->next_spare = spare;
  spare = parser;
}

const cjson_document *cjson_parser_document(const cjson_parser *self) { return &self->document; }

int32_t cjson_parse(cjson_parser *self, const uint8_t *bytes, size_t length, size_t readable,
                    size_t most_values) {
  cjson_document *document = &self->document;
  document->generation += 1;
  if (length >= simdjson::SIMDJSON_MAXSIZE_BYTES) return simdjson::CAPACITY;
  // A comma stands between any two values, so this many there are at most.
  if (length / 2 > most_values
      && static_cast<size_t>(std::count(bytes, bytes + length, ',')) >= most_values)
    return CJSON_TOO_MANY;
  if (readable - length < CJSON_PADDING) {
    if (self->copy_capacity < length + CJSON_PADDING) {
      size_t capacity = rounded(length + CJSON_PADDING);
      self->copy.reset(new (std::nothrow) uint8_t[capacity]);
      self->copy_capacity = self->copy ? capacity : 0;
      if (!self->copy) return simdjson::MEMALLOC;
    }
    if (length > 0) std::memcpy(self->copy.get(), bytes, length);
    std::memset(self->copy.get() + length, 0, CJSON_PADDING);
    bytes = self->copy.get();
  }
  if (self->parser.capacity() < length) {
    size_t capacity = std::min(rounded(length), simdjson::SIMDJSON_MAXSIZE_BYTES);
    if (auto error = self->parser.allocate(capacity)) return error;
    if (auto error = self->parser.doc.allocate(capacity)) return error;
  }
  auto error = self->parser.parse(bytes, length, false).error();
  if (error) return error;
  document->tape = self->parser.doc.tape.get();
  document->strings = self->parser.doc.string_buf.get();
  if (uint32_t key = any_duplicate_key(*document)) {
    document->duplicate = document->tape[key] & offset_mask;
    return CJSON_DUPLICATE_KEY;
  }
  return CJSON_OK;
}

size_t cjson_parser_memory(const cjson_parser *self) {
  // Per byte of capacity: 8 of tape, 5/3 of strings, 4 of structural indexes.
  return self->copy_capacity + self->parser.capacity() * 14;
}

void cjson_parser_trim(cjson_parser *self) {
  self->document.generation += 1;
  self->parser = simdjson::dom::parser();
  self->copy.reset();
  self->copy_capacity = 0;
}

const char *cjson_error(int32_t code) {
  return simdjson::error_message(static_cast<simdjson::error_code>(code));
}
