// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/scrub.h"

#define POINTERHOLDER_TRANSITION 4  // qpdf 11: std::shared_ptr alone
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

#include "base/encoding.h"
#include "base/json.h"
#include "text/internal/child.h"
#include "text/internal/documents.h"
#include "text/internal/scrub.h"

namespace parvis::text {
namespace {

// Keys that hold who, with what and when, wherever a dictionary bears them.
void forget_author(QPDF& document) {
  document.getTrailer().removeKey("/Info");
  QPDFObjectHandle root = document.getRoot();
  for (char const* key : {"/Metadata", "/PieceInfo", "/Perms"}) root.removeKey(key);
  QPDFObjectHandle names = root.getKey("/Names");
  if (names.isDictionary()) names.removeKey("/EmbeddedFiles");
  for (QPDFObjectHandle object : document.getAllObjects()) {
    QPDFObjectHandle dictionary = object.isStream() ? object.getDict() : object;
    if (!dictionary.isDictionary()) continue;
    for (char const* key : {"/Metadata", "/PieceInfo"}) {
      if (dictionary.hasKey(key)) dictionary.removeKey(key);
    }
    bool const note = dictionary.getKey("/Type").isNameAndEquals("/Annot") || dictionary.getKey("/Subtype").isNameAndEquals("/Text");
    if (note && dictionary.hasKey("/T") && !dictionary.hasKey("/FT")) dictionary.removeKey("/T");  // of a field it is its name
  }
}

}  // namespace

namespace internal {

Result<std::string> scrub_pdf(std::string_view bytes) {
  try {
    QPDF document;
    document.setSuppressWarnings(true);
    document.processMemoryFile("document", bytes.data(), bytes.size());
    if (document.isEncrypted()) return unsupported("document.encrypted");
    forget_author(document);
    QPDFWriter writer(document);
    writer.setOutputMemory();
    writer.setDeterministicID(true);
    writer.write();
    auto const out = writer.getBufferSharedPointer();
    return std::string(reinterpret_cast<char const*>(out->getBuffer()), out->getSize());
  } catch (std::exception const& failure) {
    return unreadable(failure.what());
  }
}

}  // namespace internal

Result<std::string> scrubbed_document(std::string_view bytes, ScrubbedFormat format, ExtractLimits limits) {
  if (bytes.empty()) return invalid("document.empty");
  if (bytes.size() > limits.bytes) return too_large("document.too_large", std::to_string(limits.bytes), std::to_string(bytes.size()));
  limits.text_bytes = std::max<std::uint64_t>(limits.text_bytes, bytes.size());  // the answer is the document itself
  TRY(internal::Answer const answer, internal::ask_child({json::name_of(format)}, bytes, limits));
  auto clean = answer.scrubbed ? from_base64(*answer.scrubbed) : std::nullopt;
  if (!clean) return internal::unreadable("the reader answered nonsense");
  return std::move(*clean);
}

}  // namespace parvis::text
