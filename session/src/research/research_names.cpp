#include <array>
#include <utility>

#include "palpate/session/research.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr std::array<std::pair<ResearchProfile, std::string_view>, 4> kProfiles{
    {{ResearchProfile::Full, "full"},
     {ResearchProfile::Limited, "limited"},
     {ResearchProfile::Shifted, "shifted"},
     {ResearchProfile::SafeHarbour, "safe-harbour"}}};

}  // namespace

std::string_view toString(ResearchProfile profile)
{
    for (const auto& [known, word] : kProfiles) {
        if (known == profile) {
            return word;
        }
    }
    return {};
}

Result<ResearchProfile> parseResearchProfile(std::string_view text)
{
    for (const auto& [profile, word] : kProfiles) {
        if (word == text) {
            return profile;
        }
    }
    return fail(ErrorCode::InvalidArgument,
                fmt::format("'{}' is no profile: full, limited, shifted or safe-harbour", text));
}

std::string_view toString(FieldFate fate)
{
    switch (fate) {
        case FieldFate::Kept:
            return "kept";
        case FieldFate::Changed:
            return "changed";
        case FieldFate::Dropped:
            return "dropped";
    }
    return {};
}

}  // namespace palpate::session
