// Finds the pauses in sound: stretches in which nothing is louder than a limit. A whole plugin in
// C++, to be copied. No exception may leave it: each call of the contract turns one into a status.
#include <cmath>
#include <exception>
#include <new>

#include "patchbay.h"

PATCHBAY_PLUGIN

// ---- Its work ------------------------------------------------------------------------------

namespace {

class Pauses {
 public:
  Pauses(const patchbay_host &host, const patchbay_open &open)
      : host(host),
        sink(open.sink),
        limit(std::pow(10, open.parameters[0]->number / 20)),
        minimum(open.parameters[1]->number) {}

  void push(const patchbay_audio &audio) {
    for (uint32_t i = 0; i < audio.samples; i++) {
      float loudest = 0;
      for (uint32_t channel = 0; channel < audio.channels; channel++)
        loudest = std::fmax(loudest, std::fabs(audio.planes[channel][i]));
      now = audio.time + i / audio.sample_rate;
      if (loudest > limit) {
        end();
      } else if (std::isnan(since)) {
        since = now;
      }
    }
    now = audio.time + audio.samples / audio.sample_rate;
  }

  // Reports the pause that ends now, if there is one and it is long enough.
  void end() {
    if (now - since >= minimum)  // false if `since` is NaN
      host.emit_segment(sink, 0, since, now, "pause", NAN);
    since = NAN;
  }

  patchbay_status fail(const char *sentence) {
    host.fail(&host, sink, sentence);
    return PATCHBAY_FAILED;
  }

 private:
  const patchbay_host &host;
  patchbay_sink *sink;
  double limit;         // of the samples, 0 to 1
  double minimum;       // seconds
  double since = NAN;   // when the pause began; NaN while there is none
  double now = 0;       // seconds
};

Pauses &pauses(patchbay_session *session) { return *reinterpret_cast<Pauses *>(session); }

// Does the work of a call; what it throws becomes a failure.
template <typename Work>
patchbay_status guarded(patchbay_session *session, Work work) {
  try {
    work(pauses(session));
    return PATCHBAY_OK;
  } catch (const std::exception &error) {
    return pauses(session).fail(error.what());
  }
}

// ---- The contract --------------------------------------------------------------------------

// There is nothing to load, so the instance is the host.
patchbay_status create(const patchbay_host *host, const patchbay_value *const *, uint32_t,
                       patchbay_instance **instance) {
  *instance = reinterpret_cast<patchbay_instance *>(const_cast<patchbay_host *>(host));
  return PATCHBAY_OK;
}

void destroy(patchbay_instance *) {}

patchbay_status open(patchbay_instance *instance, const patchbay_open *open,
                     patchbay_session **session) {
  const auto &host = *reinterpret_cast<const patchbay_host *>(instance);
  auto made = new (std::nothrow) Pauses(host, *open);
  *session = reinterpret_cast<patchbay_session *>(made);
  return made ? PATCHBAY_OK : PATCHBAY_FAILED;
}

patchbay_status push_audio(patchbay_session *session, const patchbay_audio *audio) {
  return guarded(session, [&](Pauses &pauses) { pauses.push(*audio); });
}

patchbay_status finish(patchbay_session *session) {
  return guarded(session, [](Pauses &pauses) { pauses.end(); });
}

void close(patchbay_session *session) { delete &pauses(session); }

// ---- What it is ----------------------------------------------------------------------------

const patchbay_input audio_input = {
    sizeof audio_input, "audio", "The sound.", PATCHBAY_INPUT_AUDIO, 0, 0, 0, 0, 0, nullptr, 0, 0,
    0, 0};
const patchbay_input *const inputs[] = {&audio_input};

const char *const vocabulary[] = {"pause"};
const patchbay_output timestamps_output = {
    sizeof timestamps_output, "timestamps", "The pauses.", PATCHBAY_OUTPUT_TIMESTAMPS, nullptr, 0,
    vocabulary, 1, nullptr};
const patchbay_output *const outputs[] = {&timestamps_output};

const patchbay_parameter limit_parameter = {
    sizeof limit_parameter, "limit", "Samples up to this level are silent.", "dBFS",
    PATCHBAY_NUMBER, 0, {sizeof(patchbay_value), PATCHBAY_NUMBER, "limit", -50, 0, nullptr},
    -120, 0, nullptr, 0};
const patchbay_parameter minimum_parameter = {
    sizeof minimum_parameter, "minimum-length", "Shorter pauses are not reported.", "s",
    PATCHBAY_NUMBER, 0,
    {sizeof(patchbay_value), PATCHBAY_NUMBER, "minimum-length", 0.5, 0, nullptr},
    0, 3600, nullptr, 0};
const patchbay_parameter *const parameters[] = {&limit_parameter, &minimum_parameter};

const patchbay_descriptor descriptor = {
    sizeof descriptor, PATCHBAY_ABI_MAJOR, PATCHBAY_ABI_MINOR, PATCHBAY_THREAD_SAFE,
    "pauses", "1.0.0", "Finds the pauses in sound.", "", "Apache-2.0",
    inputs, 1, outputs, 1, parameters, 2, 0,
    create, destroy, open, nullptr, push_audio, nullptr, nullptr, nullptr, finish, close, nullptr};

}  // namespace

const patchbay_descriptor *patchbay_plugin(void) { return &descriptor; }
