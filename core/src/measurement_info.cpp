#include "palpate/core/measurement_info.hpp"

#include <array>
#include <cstdint>
#include <random>

#include <fmt/format.h>

namespace palpate {

std::string_view toString(SetUp setup)
{
    switch (setup) {
        case SetUp::ToolOnMat:
            return "tool_on_mat";
        case SetUp::PressedFromAbove:
            return "pressed_from_above";
        case SetUp::MatBetween:
            return "mat_between";
    }
    return "tool_on_mat";
}

std::string_view toString(Phase phase)
{
    switch (phase) {
        case Phase::Before:
            return "before";
        case Phase::During:
            return "during";
        case Phase::After:
            return "after";
        case Phase::Other:
            return "other";
    }
    return "other";
}

std::string_view toString(Side side)
{
    switch (side) {
        case Side::Left:
            return "left";
        case Side::Right:
            return "right";
        case Side::Both:
            return "both";
    }
    return "both";
}

Result<SetUp> parseSetUp(std::string_view text)
{
    for (const auto setup : {SetUp::ToolOnMat, SetUp::PressedFromAbove, SetUp::MatBetween}) {
        if (text == toString(setup)) {
            return setup;
        }
    }
    return fail(ErrorCode::InvalidArgument,
                fmt::format("set-up '{}': use tool_on_mat, pressed_from_above or mat_between", text));
}

Result<Phase> parsePhase(std::string_view text)
{
    for (const auto phase : {Phase::Before, Phase::During, Phase::After, Phase::Other}) {
        if (text == toString(phase)) {
            return phase;
        }
    }
    return fail(ErrorCode::InvalidArgument,
                fmt::format("phase '{}': use before, during, after or other", text));
}

Result<Side> parseSide(std::string_view text)
{
    for (const auto side : {Side::Left, Side::Right, Side::Both}) {
        if (text == toString(side)) {
            return side;
        }
    }
    return fail(ErrorCode::InvalidArgument, fmt::format("side '{}': use left, right or both", text));
}

std::string makeSessionId()
{
    std::random_device device;
    std::array<std::uint32_t, 4> words{};
    for (auto& word : words) {
        word = device();
    }
    words[1] = (words[1] & 0xFFFF0FFFU) | 0x00004000U;
    words[2] = (words[2] & 0x3FFFFFFFU) | 0x80000000U;
    return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:04x}{:08x}", words[0], words[1] >> 16U,
                       words[1] & 0xFFFFU, words[2] >> 16U, words[2] & 0xFFFFU, words[3]);
}

}  // namespace palpate
