#include "cue_sound.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

#include <QDataStream>
#include <QFile>
#include <QUrl>

#include "coach_cue.hpp"

namespace palpate::gui {

namespace {

constexpr std::uint32_t kRateHz = 22050;
/// As asked, look, stop: the more it wants, the lower.
constexpr std::array<double, 3> kTonesHz{880.0, 587.3, 293.7};
constexpr double kToneLengthS = 0.25;

std::size_t toneIndex(CueTone tone)
{
    switch (tone) {
        case CueTone::Stop:
            return 2;
        case CueTone::Look:
            return 1;
        case CueTone::Calm:
        case CueTone::Good:
            break;
    }
    return 0;
}

}  // namespace

QByteArray toneWav(double tone_hz, double length_s)
{
    constexpr std::uint32_t kHeaderRest = 36;
    constexpr std::uint32_t kFormatBytes = 16;
    constexpr std::uint16_t kBytesPerSample = 2;
    constexpr double kLoudness = 0.4 * 32767.0;
    constexpr double kFadeS = 0.02;
    const auto samples = static_cast<std::uint32_t>(length_s * kRateHz);
    QByteArray wav;
    QDataStream out(&wav, QIODevice::WriteOnly);
    out.setByteOrder(QDataStream::LittleEndian);
    out.writeRawData("RIFF", 4);
    out << (kHeaderRest + samples * kBytesPerSample);
    out.writeRawData("WAVEfmt ", 8);
    out << kFormatBytes << std::uint16_t{1} << std::uint16_t{1} << kRateHz << kRateHz * kBytesPerSample
        << kBytesPerSample << std::uint16_t{16};
    out.writeRawData("data", 4);
    out << samples * kBytesPerSample;
    for (std::uint32_t i = 0; i < samples; ++i) {
        const double at_s = static_cast<double>(i) / kRateHz;
        // A tone that begins or ends at once clicks.
        const double fade = std::clamp(std::min(at_s, length_s - at_s) / kFadeS, 0.0, 1.0);
        const double wave = std::sin(2.0 * std::numbers::pi * tone_hz * at_s);
        out << static_cast<std::int16_t>(std::lround(kLoudness * fade * wave));
    }
    return wav;
}

void CueSound::setOn(bool on)
{
    is_on_ = on;
    if (on && folder_ == nullptr) {
        load();
    }
}

void CueSound::load()
{
    folder_ = std::make_unique<QTemporaryDir>();
    for (std::size_t i = 0; i < kTones; ++i) {
        const QString path = folder_->filePath(QStringLiteral("tone%1.wav").arg(i));
        QFile file(path);
        if (file.open(QIODevice::WriteOnly)) {
            file.write(toneWav(kTonesHz.at(i), kToneLengthS));
            file.close();
        }
        effects_.at(i) = new QSoundEffect(this);
        effects_.at(i)->setSource(QUrl::fromLocalFile(path));
    }
}

void CueSound::follow(const std::optional<CoachCue>& cue)
{
    const bool is_new = cue && (last_kind_ != cue->kind || last_start_s_ != cue->start_s);
    last_kind_ = cue ? std::optional<CueKind>(cue->kind) : std::nullopt;
    last_start_s_ = cue ? std::optional<double>(cue->start_s) : std::nullopt;
    if (is_new && is_on_) {
        ++count_;
        effects_.at(toneIndex(toneOf(cue->kind)))->play();
    }
}

}  // namespace palpate::gui
