// A plugin whose descriptor breaks the contract in the one way that LIE names.
#include "fixture.h"

PATCHBAY_PLUGIN

enum {
  NULL_DESCRIPTOR = 1,
  OTHER_ABI,
  STRUCT_SIZE_ZERO,
  NULL_NAME,
  EMPTY_NAME,
  BAD_NAME,
  NULL_SUMMARY,
  BAD_UTF8,
  NULL_INPUTS,
  NULL_INPUT,
  INPUT_SIZE_ZERO,
  UNKNOWN_INPUT_KIND,
  UNKNOWN_PIXEL_FORMAT,
  UNKNOWN_SAMPLING_PARAMETER,
  DUPLICATE_INPUTS,
  NULL_OUTPUT,
  UNKNOWN_OUTPUT_KIND,
  DUPLICATE_OUTPUTS,
  NULL_DIMENSIONS,
  BAD_DIMENSION_NAME,
  DUPLICATE_PARAMETERS,
  UNKNOWN_PARAMETER_TYPE,
  DEFAULT_OUT_OF_RANGE,
  DEFAULT_NOT_A_NUMBER,
  DEFAULT_OF_ANOTHER_TYPE,
  DEFAULT_NOT_A_CHOICE,
  MINIMUM_ABOVE_MAXIMUM,
  NO_CHOICES,
  NO_CREATE,
  NO_OPEN,
  NO_PUSH,
  NO_CLOSE
};

static void lie(void) {
  switch (LIE) {
    case OTHER_ABI: descriptor.abi_major = 9; break;
    case STRUCT_SIZE_ZERO: descriptor.struct_size = 0; break;
    case NULL_NAME: descriptor.name = NULL; break;
    case EMPTY_NAME: descriptor.name = ""; break;
    case BAD_NAME: descriptor.name = "Not a name!"; break;
    case NULL_SUMMARY: descriptor.summary = NULL; break;
    case BAD_UTF8: descriptor.summary = "caf\xe9"; break;
    case NULL_INPUTS: descriptor.inputs = NULL; break;
    case NULL_INPUT: descriptor.input_count = 2; break;
    case INPUT_SIZE_ZERO: text_input.struct_size = 0; break;
    case UNKNOWN_INPUT_KIND: text_input.kind = 77; break;
    case UNKNOWN_PIXEL_FORMAT:
      text_input.kind = PATCHBAY_INPUT_FRAME;
      text_input.pixel_format = 77;
      text_input.sampling = PATCHBAY_ALL_FRAMES;
      break;
    case UNKNOWN_SAMPLING_PARAMETER:
      text_input.kind = PATCHBAY_INPUT_FRAME;
      text_input.pixel_format = PATCHBAY_GRAY8;
      text_input.sampling = PATCHBAY_EVERY_SECONDS;
      text_input.sampling_value = 1;
      text_input.sampling_parameter = "interval";
      break;
    case DUPLICATE_INPUTS:
      inputs[1] = inputs[0];
      descriptor.input_count = 2;
      break;
    case NULL_OUTPUT: descriptor.output_count = 2; break;
    case UNKNOWN_OUTPUT_KIND: pushes_output.kind = 77; break;
    case DUPLICATE_OUTPUTS:
      outputs[1] = outputs[0];
      descriptor.output_count = 2;
      break;
    case NULL_DIMENSIONS: pushes_output.dimensions = NULL; break;
    case BAD_DIMENSION_NAME: pushes_dimension.name = "how many?"; break;
    case DUPLICATE_PARAMETERS: parameters[1] = parameters[0]; break;
    case UNKNOWN_PARAMETER_TYPE: level_parameter.type = 77; break;
    case DEFAULT_OUT_OF_RANGE: level_parameter.default_value.number = 1.5; break;
    case DEFAULT_NOT_A_NUMBER: level_parameter.default_value.number = NAN; break;
    case DEFAULT_OF_ANOTHER_TYPE: level_parameter.default_value.type = PATCHBAY_INTEGER; break;
    case DEFAULT_NOT_A_CHOICE: mode_parameter.default_value.text = "sideways"; break;
    case MINIMUM_ABOVE_MAXIMUM: level_parameter.minimum = 2; break;
    case NO_CHOICES: mode_parameter.choice_count = 0; break;
    case NO_CREATE: descriptor.create = NULL; break;
    case NO_OPEN: descriptor.open = NULL; break;
    case NO_PUSH: descriptor.push_text = NULL; break;
    case NO_CLOSE: descriptor.close = NULL; break;
    default: break;  // a NULL_DESCRIPTOR
  }
}

const patchbay_descriptor *patchbay_plugin(void) {
  lie();
  return LIE == NULL_DESCRIPTOR ? NULL : &descriptor;
}
