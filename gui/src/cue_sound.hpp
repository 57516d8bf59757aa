#pragma once

#include <array>
#include <memory>
#include <optional>

#include <QObject>
#include <QSoundEffect>
#include <QTemporaryDir>

#include "palpate/core/coach_results.hpp"

#include "cue.hpp"

namespace palpate::gui {

/// A short tone of this height, as a WAV file of 16 bit at 22.05 kHz.
[[nodiscard]] QByteArray toneWav(double tone_hz, double length_s);

/// A tone with each new cue: one of three heights, by what the cue wants. Silent until it is switched on.
class CueSound final : public QObject {
    Q_OBJECT

  public:
    explicit CueSound(QObject* parent = nullptr) : QObject(parent) {}

    void setOn(bool on);
    /// The cue that is shown now.
    void follow(const std::optional<CoachCue>& cue);
    /// How often it sounded.
    [[nodiscard]] int count() const { return count_; }

  private:
    static constexpr std::size_t kTones = 3;

    void load();

    bool is_on_ = false;
    int count_ = 0;
    std::optional<double> last_start_s_;
    std::optional<CueKind> last_kind_;
    std::unique_ptr<QTemporaryDir> folder_;
    std::array<QSoundEffect*, kTones> effects_{};
};

}  // namespace palpate::gui
