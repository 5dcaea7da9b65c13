/* The record of a document, read from a line as from a pipe, and the report made of it. The input is the line.
 *
 * What can be read must be written and read again to the same bytes, the document as the report: a stage that is
 * fed through a pipe sees what one in the same process sees.
 */
#include "normalize/normalize.h"
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MEMORY_BYTES ((size_t)64 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect_read(bool done, const struct error *error) {
    if (done)
        return;
    fprintf(stderr, "fuzz_document_json: a record of ours is not read: %s: %s\n", error->place, error->message);
    abort();
}

static void expect_same(const struct buffer *first, const struct buffer *second) {
    if (first->length == second->length && memcmp(first->data, second->data, first->length) == 0)
        return;
    fprintf(stderr, "fuzz_document_json: read again, a record differs:\n%s\n%s\n", buffer_text(first), buffer_text(second));
    abort();
}

static void document_again(const struct document *document, struct buffer *first, struct buffer *second) {
    struct document *again = NULL;
    struct error error = {0};
    document_to_json(document, first);
    expect_read(document_from_json(first->data, first->length, MEMORY_BYTES, &again, &error), &error);
    document_to_json(again, second);
    expect_same(first, second);
    document_free(again);
}

static void report_again(const struct report *report, struct buffer *first, struct buffer *second) {
    struct report *again = NULL;
    struct error error = {0};
    buffer_clear(first);
    buffer_clear(second);
    report_to_json(report, first);
    expect_read(report_from_json(first->data, first->length, MEMORY_BYTES, &again, &error), &error);
    report_to_json(again, second);
    expect_same(first, second);
    report_free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct document *document = NULL;
    struct report *report = NULL;
    struct error error = {0};
    struct normalize_options options = {.memory_bytes = MEMORY_BYTES};
    struct buffer first, second;
    if (!document_from_json((const char *)data, size, MEMORY_BYTES, &document, &error))
        return 0;
    buffer_init(&first, MEMORY_BYTES);
    buffer_init(&second, MEMORY_BYTES);
    document_again(document, &first, &second);
    bool named = *document->source.sha256; /* else its report has no name to be loaded under */
    if (named && normalize_document(document, fuzz_ruleset(), &options, NULL, &report, &error))
        report_again(report, &first, &second);
    report_free(report);
    document_free(document);
    buffer_free(&first);
    buffer_free(&second);
    return 0;
}
