/* sample: short texts that a simple pattern matches, for asking other patterns about them.
 *
 * Understands letters, escapes, classes, groups, alternatives and repetitions, of which it takes
 * the fewest and, where they may be left out, one as well. Whoever asks matches each text before
 * trusting it: look-around is passed over.
 */
#ifndef CHITIEU_NORMALIZE_AUTHORING_SAMPLE_H
#define CHITIEU_NORMALIZE_AUTHORING_SAMPLE_H

#include "core/error.h"

/* Tells each text. false when the pattern has what is not understood here, or too many texts. */
MUST_USE bool sample_pattern(const char *pattern, void (*tell)(void *context, const char *sample),
                             void *context);

#endif
