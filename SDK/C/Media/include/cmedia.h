/* The C libraries of Media, with what Swift cannot spell: function-like macros become constants,
 * and C arrays of pointers become functions. */
#ifndef CMEDIA_H
#define CMEDIA_H

#include <errno.h>
#include <libavcodec/avcodec.h>
#include <libavcodec/bsf.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/display.h>
#include <libavutil/error.h>
#include <libavutil/imgutils.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>
#include <pthread.h>
#include <turbojpeg.h>

static const int cmedia_end_of_file = AVERROR_EOF;
static const int cmedia_again = AVERROR(EAGAIN);
static const int cmedia_no_memory = AVERROR(ENOMEM);
static const int cmedia_no_space = AVERROR(ENOSPC);
static const int cmedia_io_error = AVERROR(EIO);
static const int cmedia_not_permitted = AVERROR(EPERM);
static const int cmedia_invalid_argument = AVERROR(EINVAL);
static const int cmedia_no_system_call = AVERROR(ENOSYS);
static const int cmedia_exit = AVERROR_EXIT;
static const int cmedia_invalid_data = AVERROR_INVALIDDATA;
static const int cmedia_no_decoder = AVERROR_DECODER_NOT_FOUND;
static const int cmedia_no_demuxer = AVERROR_DEMUXER_NOT_FOUND;
static const int cmedia_no_encoder = AVERROR_ENCODER_NOT_FOUND;
static const int cmedia_no_stream = AVERROR_STREAM_NOT_FOUND;
static const int cmedia_patch_welcome = AVERROR_PATCHWELCOME;
static const int64_t cmedia_no_time = AV_NOPTS_VALUE;
static const int cmedia_seek_size = AVSEEK_SIZE;
static const int cmedia_seek_force = AVSEEK_FORCE;

static inline AVStream *cmedia_stream(const AVFormatContext *context, unsigned index) {
  return context->streams[index];
}

/* libav prints nothing of its own: what happened is told in our sentences. */
void cmedia_quiet(void);

/* Makes `context` open no other file or address than the bytes it was given. */
void cmedia_forbid_other_files(AVFormatContext *context);

/* The error text of libav, NUL-terminated. */
void cmedia_error_text(int code, char *text, size_t size);

/* Degrees that the stream's pictures must be turned clockwise for display: 0, 90, 180, 270. */
int cmedia_rotation(const AVStream *stream);

/* Points `planes` at the frame's samples of each channel; more than 64 channels are an error. */
int cmedia_planes(const AVFrame *frame, const uint8_t **planes);

/* Keeps the heap small: few arenas, and what is large goes back to the system when it is freed. */
void cmedia_limit_heaps(void);

#endif
