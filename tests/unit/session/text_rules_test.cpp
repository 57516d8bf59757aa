#include "text_rules.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace palpate::session {
namespace {

TEST(TextRules, TakeEveryKindOfUtf8Character)
{
    for (const std::string_view text :
         {"", "plain", "Träger", "€", "한", "\xEF\xBF\xBD", "😀", "\xF4\x8F\xBF\xBF"}) {
        EXPECT_TRUE(checkText("text", text)) << text;
    }
}

TEST(TextRules, RefuseWhatIsNotUtf8)
{
    for (const std::string_view text : {"\xFF", "\x80", "\xC0\x80", "\xC3", "a\xE2\x82", "\xE0\x80\x80",
                                        "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF5"}) {
        EXPECT_FALSE(checkText("text", text));
    }
    EXPECT_FALSE(checkText("text", std::string_view{"a\0b", 3}));
    EXPECT_FALSE(checkText("text", std::string(kMaxTextBytes + 1, 'a')));
}

}  // namespace
}  // namespace palpate::session
