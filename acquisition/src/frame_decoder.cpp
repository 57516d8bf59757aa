#include "palpate/acquisition/frame_decoder.hpp"

#include <variant>

#include "palpate/core/assert.hpp"

#include "jq_decoder.hpp"
#include "text_decoder.hpp"
#include "wire_decoder.hpp"

namespace palpate::acquisition {

void FrameDecoder::loseSync()
{
    if (!damaged_) {
        ++stats_.resyncs;
        damaged_ = true;
    }
}

void FrameDecoder::frameAccepted()
{
    ++stats_.frames_ok;
    damaged_ = false;
}

namespace {

struct DecoderFor {
    const MatProfile& profile;

    std::unique_ptr<FrameDecoder> operator()(const PalpateWire& /*protocol*/) const
    {
        return std::make_unique<WireDecoder>(profile);
    }
    std::unique_ptr<FrameDecoder> operator()(const TextLines& /*protocol*/) const
    {
        return std::make_unique<TextDecoder>(profile);
    }
    std::unique_ptr<FrameDecoder> operator()(const JqDelimiter& /*protocol*/) const
    {
        return std::make_unique<JqDecoder>(profile);
    }
};

}  // namespace

std::unique_ptr<FrameDecoder> makeDecoder(const MatProfile& profile)
{
    PALPATE_ASSERT(checkMatProfile(profile).has_value());
    return std::visit(DecoderFor{profile}, profile.protocol);
}

}  // namespace palpate::acquisition
