#include "ccurl.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The functions of libcurl that are used. */
static struct {
  CURLcode (*global_init)(long);
  CURL *(*easy_init)(void);
  void (*easy_cleanup)(CURL *);
  void (*easy_reset)(CURL *);
  CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
  CURLcode (*easy_perform)(CURL *);
  CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
  const char *(*easy_strerror)(CURLcode);
  struct curl_slist *(*slist_append)(struct curl_slist *, const char *);
  void (*slist_free_all)(struct curl_slist *);
} api;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int is_open;

struct cu_client {
  CURL *easy;
  char error[CURL_ERROR_SIZE];
};

static int find(void *library, const char *name, void *pointer) {
  void *symbol = dlsym(library, name);
  memcpy(pointer, &symbol, sizeof symbol);
  return symbol != NULL;
}

static void open_library(void) {
  static const char *const names[] = {"libcurl-gnutls.so.4", "libcurl.so.4", "libcurl-nss.so.4"};
  void *library = NULL;
  for (size_t i = 0; i < sizeof names / sizeof *names && library == NULL; i++)
    library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return;
  is_open = find(library, "curl_global_init", &api.global_init) &&
            find(library, "curl_easy_init", &api.easy_init) &&
            find(library, "curl_easy_cleanup", &api.easy_cleanup) &&
            find(library, "curl_easy_reset", &api.easy_reset) &&
            find(library, "curl_easy_setopt", &api.easy_setopt) &&
            find(library, "curl_easy_perform", &api.easy_perform) &&
            find(library, "curl_easy_getinfo", &api.easy_getinfo) &&
            find(library, "curl_easy_strerror", &api.easy_strerror) &&
            find(library, "curl_slist_append", &api.slist_append) &&
            find(library, "curl_slist_free_all", &api.slist_free_all) &&
            api.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

cu_client *cu_new(const char **why) {
  pthread_once(&once, open_library);
  if (!is_open) {
    *why = "libcurl is missing; install the package libcurl3-gnutls";
    return NULL;
  }
  cu_client *client = calloc(1, sizeof *client);
  if (client != NULL) client->easy = api.easy_init();
  if (client == NULL || client->easy == NULL) {
    free(client);
    *why = "out of memory";
    return NULL;
  }
  return client;
}

void cu_free(cu_client *client) {
  if (client == NULL) return;
  api.easy_cleanup(client->easy);
  free(client);
}

static size_t on_read(char *buffer, size_t size, size_t count, void *context) {
  const cu_request *request = context;
  size_t filled = request->read(request->context, buffer, size * count);
  return filled == cu_abort ? CURL_READFUNC_ABORT : filled;
}

static size_t on_write(char *bytes, size_t size, size_t count, void *context) {
  const cu_request *request = context;
  if (size * count == 0) return 0;
  long status = 0;
  api.easy_getinfo(request->client, CURLINFO_RESPONSE_CODE, &status);
  return request->write(request->context, status, bytes, size * count) ? size * count : 0;
}

static int on_progress(void *context, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d) {
  (void)a, (void)b, (void)c, (void)d;
  const cu_request *request = context;
  return request->cancelled != NULL && __atomic_load_n(request->cancelled, __ATOMIC_ACQUIRE) != 0;
}

static int unreachable(CURLcode code) {
  switch (code) {
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR: return 1;
    default: return 0;
  }
}

static void choose(cu_client *client, const cu_request *request, struct curl_slist *headers) {
  CURL *easy = client->easy;
  api.easy_reset(easy); /* keeps the connection */
  api.easy_setopt(easy, CURLOPT_ERRORBUFFER, client->error);
  api.easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  api.easy_setopt(easy, CURLOPT_URL, request->url);
  api.easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  if (request->read != NULL) {
    api.easy_setopt(easy, CURLOPT_UPLOAD, 1L);
    api.easy_setopt(easy, CURLOPT_READFUNCTION, on_read);
    api.easy_setopt(easy, CURLOPT_READDATA, (void *)request);
    api.easy_setopt(easy, CURLOPT_UPLOAD_BUFFERSIZE, 256L << 10);
    if (request->body_length >= 0)
      api.easy_setopt(easy, CURLOPT_INFILESIZE_LARGE, (curl_off_t)request->body_length);
  }
  api.easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request->method);
  api.easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
  api.easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_write);
  api.easy_setopt(easy, CURLOPT_WRITEDATA, (void *)request);
  api.easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)(request->connect_seconds * 1000));
  api.easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
  api.easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, on_progress);
  api.easy_setopt(easy, CURLOPT_XFERINFODATA, (void *)request);
}

int cu_perform(cu_client *client, cu_request *request, cu_response *response) {
  struct curl_slist *headers = NULL;
  for (size_t i = 0; i < request->header_count; i++) {
    struct curl_slist *longer = api.slist_append(headers, request->headers[i]);
    if (longer != NULL) headers = longer;
  }
  memset(response, 0, sizeof *response);
  client->error[0] = 0;
  request->client = client->easy;
  choose(client, request, headers);
  CURLcode code = api.easy_perform(client->easy);
  api.slist_free_all(headers);
  api.easy_getinfo(client->easy, CURLINFO_RESPONSE_CODE, &response->status);
  const char *type = NULL;
  api.easy_getinfo(client->easy, CURLINFO_CONTENT_TYPE, &type);
  if (type != NULL) snprintf(response->content_type, sizeof response->content_type, "%s", type);
  if (code == CURLE_OK) return 1;
  const char *words = client->error[0] != 0 ? client->error : api.easy_strerror(code);
  snprintf(response->error, sizeof response->error, "%s", words);
  response->is_unreachable = unreachable(code);
  return 0;
}
