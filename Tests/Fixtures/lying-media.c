// Stands in for the program that decodes, and lies: what it says to the host is drawn from
// numbers that do harm. The number behind the last '-' of its own name begets them.
#define _GNU_SOURCE
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

enum { HOST = 3, SLOTS = 4, SLOT_SIZE = 1 << 20 };

static uint64_t state;
static unsigned char message[512];
static size_t length;

static uint64_t draw(void) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return state >> 33;
}

static void put(const void *bytes, size_t count) {
  memcpy(message + length, bytes, count);
  length += count;
}

static void u8(uint8_t value) { put(&value, 1); }
static void u16(uint16_t value) { put(&value, 2); }
static void u32(uint32_t value) { put(&value, 4); }
static void u64(uint64_t value) { put(&value, 8); }
static void f64(double value) { put(&value, 8); }

static uint32_t bad_u32(void) {
  static const uint32_t list[] = {0, 1, 2, 640, 0x3fffffff, 0x40000000, 0x7fffffff, 0x80000000,
                                  0xfffffffe, 0xffffffff};
  return list[draw() % (sizeof list / sizeof *list)];
}

static double bad_f64(void) {
  static const double list[] = {0, -1, NAN, INFINITY, -INFINITY, 1e308, -9.223372036854775808e17,
                                5e-324, 16000};
  return list[draw() % (sizeof list / sizeof *list)];
}

static void send_message(int descriptor) {
  union {
    struct cmsghdr header;
    char space[CMSG_SPACE(sizeof(int))];
  } control;
  struct iovec part = {message, length};
  struct msghdr whole = {.msg_iov = &part, .msg_iovlen = 1};
  if (descriptor >= 0) {
    memset(&control, 0, sizeof control);
    whole.msg_control = &control;
    whole.msg_controllen = sizeof control;
    struct cmsghdr *header = CMSG_FIRSTHDR(&whole);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(header), &descriptor, sizeof(int));
  }
  if (sendmsg(HOST, &whole, MSG_NOSIGNAL) < 0) exit(0);
  length = 0;
}

static void opened(int lies) {
  int memory = memfd_create("slots", MFD_ALLOW_SEALING);
  ftruncate(memory, SLOTS * SLOT_SIZE);
  if (!lies || draw() % 4) fcntl(memory, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW);
  u8(1);
  u32(3), put("mp4", 3);
  u8(1), f64(lies ? bad_f64() : 4);
  u8(1), u32(lies ? bad_u32() : 640), u32(lies ? bad_u32() : 360), u16(0);
  u8(1), f64(lies ? bad_f64() : 25);
  u8(0);
  u8(1), u8(0), f64(lies ? bad_f64() : 16000), u32(lies ? bad_u32() : 1);
  u8(0);
  u32(lies ? bad_u32() : SLOTS);
  u64(lies ? (uint64_t)bad_u32() << (draw() % 32) : SLOT_SIZE);
  send_message(lies && draw() % 4 == 0 ? -1 : memory);
}

static void frame(void) {
  u8(2), u16(draw() % 3), u32(draw() % 6);
  u64(draw() % 2 ? bad_u32() : SLOT_SIZE);
  f64(bad_f64()), f64(bad_f64()), u8(1);
  for (int i = 0; i < 4; i++) u32(bad_u32());
  uint32_t planes = draw() % 3;
  u32(planes);
  for (uint32_t i = 0; i < planes; i++) u32(bad_u32()), u32(bad_u32());
}

static void audio(void) {
  u8(3), u16(draw() % 3), u32(draw() % 6), f64(bad_f64()), f64(bad_f64()), u32(bad_u32());
  u32(bad_u32());
}

static void anything(void) {
  size_t count = draw() % 64;
  u8(1 + draw() % 9);
  for (size_t i = 0; i < count; i++) u8((uint8_t)draw());
}

int main(int count, char **arguments) {
  const char *number = strrchr(arguments[0], '-');
  state = number ? (uint64_t)atoi(number + 1) : 0;
  for (int i = 0; i < 8; i++) draw();
  char request[65536];
  if (recv(HOST, request, sizeof request, 0) < 0) return 1;
  opened(state % 5 == 0);
  for (int i = 0; i < 20; i++) {
    switch (draw() % 6) {
      case 0: case 1: frame(); break;
      case 2: case 3: audio(); break;
      case 4: u8(4), u32(draw() % 6), u32(bad_u32()); break;
      default: anything();
    }
    send_message(-1);
  }
  u8(8);
  send_message(-1);
  return 0;
}
