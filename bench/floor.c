/* floor: the least that any reader of an office package must do: inflate its XML parts and pass
 * each once through libxml2's SAX parser, with handlers that do nothing. What chitieu takes is
 * measured against it.
 *
 *     floor FILE
 */
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>
#include <zip.h>

enum { CHUNK_BYTES = 64 * 1024 };

static void start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                  int namespaces, const xmlChar **namespace, int attributes, int defaulted,
                  const xmlChar **attribute) {
    (void)context, (void)name, (void)prefix, (void)uri, (void)namespaces, (void)namespace;
    (void)attributes, (void)defaulted, (void)attribute;
}

static void end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
    (void)context, (void)name, (void)prefix, (void)uri;
}

static void characters(void *context, const xmlChar *text, int length) {
    (void)context, (void)text, (void)length;
}

static int pass(zip_file_t *part) {
    static xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                                    .startElementNs = start,
                                    .endElementNs = end,
                                    .characters = characters};
    char chunk[CHUNK_BYTES];
    xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL);
    if (!parser)
        return 1;
    xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_HUGE);
    zip_int64_t length;
    int fault = 0;
    while (!fault && (length = zip_fread(part, chunk, sizeof chunk)) > 0)
        fault = xmlParseChunk(parser, chunk, (int)length, 0);
    fault = fault || xmlParseChunk(parser, chunk, 0, 1);
    xmlFreeParserCtxt(parser);
    return fault;
}

static int is_xml(const char *name) {
    size_t length = strlen(name);
    return (length > 4 && strcmp(name + length - 4, ".xml") == 0) ||
           (length > 5 && strcmp(name + length - 5, ".rels") == 0);
}

int main(int argc, char **argv) {
    int fault;
    zip_t *package = argc == 2 ? zip_open(argv[1], ZIP_RDONLY, &fault) : NULL;
    if (!package) {
        fprintf(stderr, "floor: name one package\n");
        return 66;
    }
    int failed = 0;
    zip_int64_t count = zip_get_num_entries(package, 0);
    for (zip_int64_t i = 0; i < count; i++) {
        const char *name = zip_get_name(package, (zip_uint64_t)i, 0);
        zip_file_t *part =
            name && is_xml(name) ? zip_fopen_index(package, (zip_uint64_t)i, 0) : NULL;
        if (!part)
            continue;
        failed += pass(part) != 0;
        zip_fclose(part);
    }
    zip_discard(package);
    return failed > 0;
}
