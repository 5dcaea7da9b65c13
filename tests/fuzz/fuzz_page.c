/* Pages of HTML that a document takes in, in a cell and in the body. The input is the page. */
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const struct fuzz_part parts[] = {
        {"[Content_Types].xml", fuzz_page_types, NULL},
        {"_rels/.rels", fuzz_docx_root, NULL},
        {"word/_rels/document.xml.rels", fuzz_page_relations, NULL},
        {"word/document.xml", fuzz_page_document, NULL},
        {"word/page.html", NULL, ""},
    };
    fuzz_package(parts, sizeof parts / sizeof *parts, data, size);
    return 0;
}
