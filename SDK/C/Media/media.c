#include "cmedia.h"

#include <malloc.h>
#include <math.h>

void cmedia_quiet(void) { av_log_set_level(AV_LOG_QUIET); }

static int refuse_open(AVFormatContext *s, AVIOContext **pb, const char *url, int flags,
                       AVDictionary **options) {
  (void)s, (void)pb, (void)url, (void)flags, (void)options;
  return AVERROR(EPERM);
}

void cmedia_forbid_other_files(AVFormatContext *context) {
  context->io_open = refuse_open;
  // Demuxers that open a second context (playlists, concatenations) inherit this list.
  av_freep(&context->protocol_whitelist);
  context->protocol_whitelist = av_strdup("none");
}

void cmedia_error_text(int code, char *text, size_t size) { av_strerror(code, text, size); }

int cmedia_rotation(const AVStream *stream) {
  const uint8_t *matrix = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, NULL);
  if (!matrix) return 0;
  double angle = -av_display_rotation_get((const int32_t *)matrix);
  if (isnan(angle)) return 0;
  int quarter = (int)lround(angle / 90.0);
  return ((quarter % 4) + 4) % 4 * 90;
}

int cmedia_planes(const AVFrame *frame, const uint8_t **planes) {
  int count = av_sample_fmt_is_planar((enum AVSampleFormat)frame->format)
                  ? frame->ch_layout.nb_channels
                  : 1;
  if (count > 64) return AVERROR(EINVAL);
  for (int i = 0; i < count; i++) planes[i] = frame->extended_data[i];
  return count;
}

void cmedia_limit_heaps(void) {
  mallopt(M_ARENA_MAX, 2);
  mallopt(M_TRIM_THRESHOLD, 1 << 20);
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
}
