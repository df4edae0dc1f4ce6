// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/cdc_schema.h"

#include <cstdio>
#include <memory>
#include <mutex>

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

namespace parvis::certify {
namespace {

constexpr std::size_t most_remarks = 200;
constexpr int quiet = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;

template <class T>
using Owned = std::unique_ptr<T, void (*)(T*)>;

/// The library has one loader for all it opens: it is told once to stay off the network.
void stay_offline() {
  static std::once_flag once;
  std::call_once(once, [] {
    xmlInitParser();
    xmlSetExternalEntityLoader(xmlNoNetExternalEntityLoader);
  });
}

void gather(void* remarks, xmlErrorPtr error) {
  auto& all = *static_cast<std::vector<SchemaRemark>*>(remarks);
  if (error == nullptr || error->message == nullptr || all.size() == most_remarks) return;
  std::string message = error->message;
  while (!message.empty() && message.back() == '\n') message.pop_back();
  all.push_back({error->line, std::move(message)});
}

Owned<xmlSchema> read_schema(std::filesystem::path const& file) {
  Owned<xmlDoc> const document(xmlReadFile(file.c_str(), nullptr, quiet), xmlFreeDoc);
  if (!document) return {nullptr, xmlSchemaFree};
  Owned<xmlSchemaParserCtxt> const context(xmlSchemaNewDocParserCtxt(document.get()), xmlSchemaFreeParserCtxt);
  if (!context) return {nullptr, xmlSchemaFree};
  std::vector<SchemaRemark> unheard;
  xmlSchemaSetParserStructuredErrors(context.get(), gather, &unheard);
  return {xmlSchemaParse(context.get()), xmlSchemaFree};
}

}  // namespace

Result<std::vector<SchemaRemark>> validate_cdc(std::string const& xml, std::filesystem::path const& schema_file) {
  stay_offline();
  std::error_code error;
  if (!std::filesystem::is_regular_file(schema_file, error)) return not_found("certify.cdc_schema_absent");
  Owned<xmlSchema> const schema = read_schema(schema_file);
  if (!schema) return invalid("certify.cdc_schema_unreadable");
  Owned<xmlDoc> const document(xmlReadMemory(xml.data(), static_cast<int>(xml.size()), nullptr, nullptr, quiet), xmlFreeDoc);
  if (!document) return invalid("certify.cdc_file_malformed");
  Owned<xmlSchemaValidCtxt> const context(xmlSchemaNewValidCtxt(schema.get()), xmlSchemaFreeValidCtxt);
  std::vector<SchemaRemark> remarks;
  xmlSchemaSetValidStructuredErrors(context.get(), gather, &remarks);
  int const verdict = xmlSchemaValidateDoc(context.get(), document.get());
  if (verdict != 0 && remarks.empty()) remarks.push_back({0, "not valid"});
  return remarks;
}

}  // namespace parvis::certify
