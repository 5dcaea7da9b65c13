/* document_output: a page's content as paragraphs and tables of a document, in the order of the
 * page.
 *
 * Ownership: the arena's.
 */
#ifndef CHITIEU_EXTRACT_HTML_DOCUMENT_OUTPUT_H
#define CHITIEU_EXTRACT_HTML_DOCUMENT_OUTPUT_H

#include "extract/html/page/page.h"

struct page_target {
    struct builder *builder;
    const struct event_sink *sink;
    struct arena *arena;
};

/* A paragraph as a block of its own, or a line of the open cell. */
void document_output_paragraph(const struct page_target *target,
                               const struct page_paragraph *paragraph);

struct page_output document_output(struct page_target *target);

#endif
