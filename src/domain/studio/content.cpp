// SPDX-License-Identifier: AGPL-3.0-or-later
#include "studio/content.h"

#include "text/entities.h"
#include "text/fold.h"

namespace parvis::studio {

Rendered rendered(Content const& content, strategy::ChannelId const& channel) {
  Rendered out{content.body.to_string(), content.assets, content.language, content.link_url};
  for (Variant const& variant : content.variants) {
    if (variant.channel_id != channel) continue;
    if (variant.body) out.text = variant.body->to_string();
    if (variant.assets) out.assets = *variant.assets;
  }
  return out;
}

std::string with_link(std::string const& text, std::string const& link, std::string const& short_url) {
  for (text::Entity const& entity : text::find_entities(text)) {
    if (entity.kind != text::EntityKind::url || entity.value != link) continue;
    return text.substr(0, entity.range.byte_start) + short_url + text.substr(entity.range.byte_end);
  }
  return text.empty() ? short_url : text + "\n\n" + short_url;
}

void take(Content& content, Draft const& draft) {
  content.title = draft.title;
  content.body = draft.body;
  content.language = draft.language;
  content.link_url = draft.link_url;
  content.assets = draft.assets;
  content.variants = draft.variants;
  content.objective_id = draft.objective_id;
  content.pillar_id = draft.pillar_id;
  content.persona_id = draft.persona_id;
  content.state = draft.state;
  content.search_text = text::fold(draft.title.to_string() + " " + draft.body.to_string());
}

Draft draft_of(Content const& content) {
  return {content.title, content.body, content.language, content.link_url, content.assets, content.variants,
          content.objective_id, content.pillar_id, content.persona_id, content.state};
}

}  // namespace parvis::studio
