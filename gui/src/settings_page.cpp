#include "settings_page.hpp"

#include <algorithm>
#include <array>

#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "palpate/core/version.hpp"

#include "display_text.hpp"
#include "wheel_with_focus.hpp"

namespace palpate::gui {

namespace {

constexpr std::array<int, 4> kTextSizes{100, 125, 150, 200};

QDoubleSpinBox* makeSpin(const QString& name, double least, QWidget* parent)
{
    auto* const spin = new QDoubleSpinBox(parent);
    spin->setObjectName(name);
    spin->setRange(least, 10000.0);
    spin->setDecimals(1);
    spin->setSuffix(QStringLiteral(" kPa"));
    spin->setKeyboardTracking(false);
    spin->setButtonSymbols(QAbstractSpinBox::NoButtons);
    new WheelWithFocus(*spin);
    return spin;
}

}  // namespace

SettingsPage::SettingsPage(const Theme& theme, const Settings& settings, QWidget* parent)
    : QWidget(parent),
      settings_(settings),
      header_(new PageHeader(theme, this)),
      theme_(new Segmented(QStringLiteral("theme"), {tr("Dark"), tr("Light")}, this)),
      colors_(new Segmented(QStringLiteral("colors"), {tr("Cividis"), tr("Viridis")}, this)),
      text_(new Segmented(QStringLiteral("textSize"),
                          {QStringLiteral("100 %"), QStringLiteral("125 %"), QStringLiteral("150 %"),
                           QStringLiteral("200 %")},
                          this)),
      sound_(new Segmented(QStringLiteral("cueSound"), {tr("Off"), tr("On")}, this)),
      range_(makeSpin(QStringLiteral("settingsRange"), 0.1, this)),
      tool_range_(makeSpin(QStringLiteral("settingsToolRange"), 0.1, this)),
      contact_(makeSpin(QStringLiteral("contact"), 0.0, this)),
      hold_(makeSpin(QStringLiteral("holdLevel"), 0.1, this)),
      folder_(new QLineEdit(this))
{
    setProperty("surface", "page");
    setObjectName(QStringLiteral("settingsPage"));
    const Metrics metrics = metricsFor(font());
    header_->setTitle(tr("Settings"), fromUtf8(softwareName()));
    auto* const inner = new QWidget(this);
    auto* const middle = new QVBoxLayout(inner);
    middle->setContentsMargins(metrics.margin, metrics.margin, metrics.margin, metrics.margin);
    middle->setSpacing(metrics.margin);
    middle->addWidget(makeCard());
    auto* const purpose = new QLabel(tr("Measurement and documentation aid. Not a medical device; not for "
                                        "diagnosis, alarm or unattended monitoring."),
                                     inner);
    purpose->setProperty("tone", "muted");
    purpose->setWordWrap(true);
    middle->addWidget(purpose);
    middle->addStretch(1);
    auto* const scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(inner);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header_);
    column->addWidget(scroll, 1);
    showValues();
    connectControls();
}

void SettingsPage::addRow(QGridLayout& grid, const QString& name, const QString& hint, QWidget* field)
{
    const Metrics metrics = metricsFor(font());
    auto* const words = new QWidget(this);
    auto* const column = new QVBoxLayout(words);
    column->setContentsMargins(0, metrics.medium, 0, metrics.medium);
    column->setSpacing(0);
    auto* const title = new QLabel(name, words);
    title->setFont(sized(font(), TextSize::Body, QFont::DemiBold));
    auto* const detail = new QLabel(hint, words);
    detail->setProperty("tone", "muted");
    detail->setWordWrap(true);
    column->addWidget(title);
    column->addWidget(detail);
    field->setAccessibleName(name);
    const int row = grid.rowCount();
    grid.addWidget(words, row, 0);
    grid.addWidget(field, row, 1, Qt::AlignVCenter);
}

QWidget* SettingsPage::makeFolderField()
{
    folder_->setObjectName(QStringLiteral("folder"));
    auto* const field = new QWidget(this);
    auto* const row = new QHBoxLayout(field);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metricsFor(font()).medium);
    auto* const choose = new QPushButton(tr("Choose…"), field);
    row->addWidget(folder_, 1);
    row->addWidget(choose);
    connect(choose, &QPushButton::clicked, this, [this] {
        const QString chosen =
            QFileDialog::getExistingDirectory(this, tr("Folder of the recordings"), folder_->text());
        if (!chosen.isEmpty()) {
            folder_->setText(chosen);
            changed();
        }
    });
    return field;
}

QWidget* SettingsPage::makeCard()
{
    const Metrics metrics = metricsFor(font());
    auto* const card = new QFrame(this);
    card->setProperty("surface", "card");
    auto* const grid = new QGridLayout(card);
    grid->setContentsMargins(2 * metrics.large, metrics.margin, 2 * metrics.large, metrics.margin);
    grid->setHorizontalSpacing(metrics.margin * 2);
    grid->setVerticalSpacing(metrics.small);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    contact_->setSpecialValueText(tr("automatic"));
    addRow(*grid, tr("Theme"), tr("Dark is easier on the eyes from across a dim room."), theme_);
    addRow(*grid, tr("Text size"), tr("Takes effect with the next start."), text_);
    addRow(*grid, tr("Colours of the map"), tr("Both are even in brightness and safe for colour blindness."),
           colors_);
    addRow(*grid, tr("Range of pressure colours"),
           tr("Fixed: the same colour is the same pressure in every session."), range_);
    addRow(*grid, tr("The same under a tool"), tr("A ball or roller on the mat presses many times as hard."),
           tool_range_);
    addRow(*grid, tr("Contact from"),
           tr("Automatic: 1 kPa, or 5 times the noise of the tared mat if that is more."), contact_);
    addRow(*grid, tr("Hold from"), tr("A place counts as held while its peak is at or over this."), hold_);
    addRow(*grid, tr("Sound of cues"),
           tr("A short tone when the coach says something new; lower is more urgent."), sound_);
    addRow(*grid, tr("Recordings"), tr("Sessions are written to this folder."), makeFolderField());
    return card;
}

void SettingsPage::connectControls()
{
    for (Segmented* const choice : {theme_, colors_, text_, sound_}) {
        connect(choice, &Segmented::chosen, this, &SettingsPage::changed);
    }
    for (QDoubleSpinBox* const spin : {range_, tool_range_, contact_, hold_}) {
        connect(spin, &QDoubleSpinBox::valueChanged, this, &SettingsPage::changed);
    }
    connect(folder_, &QLineEdit::editingFinished, this, &SettingsPage::changed);
}

void SettingsPage::setSettings(const Settings& settings)
{
    settings_ = settings;
    showValues();
}

void SettingsPage::showValues()
{
    const QSignalBlocker range_blocker(range_);
    const QSignalBlocker tool_blocker(tool_range_);
    const QSignalBlocker contact_blocker(contact_);
    const QSignalBlocker hold_blocker(hold_);
    theme_->setCurrent(settings_.theme == ThemeKind::Light ? 1 : 0);
    colors_->setCurrent(settings_.color_map == ColorMap::Viridis ? 1 : 0);
    const auto* const size = std::find(kTextSizes.begin(), kTextSizes.end(), settings_.font_scale_pct);
    text_->setCurrent(size == kTextSizes.end() ? 0 : static_cast<int>(size - kTextSizes.begin()));
    sound_->setCurrent(settings_.plays_cues ? 1 : 0);
    range_->setValue(settings_.range_kpa);
    tool_range_->setValue(settings_.range_tool_kpa);
    contact_->setValue(settings_.contact_kpa.value_or(0.0));
    hold_->setValue(settings_.hold_kpa);
    folder_->setText(QString::fromStdString(settings_.sessions_folder.string()));
}

void SettingsPage::changed()
{
    settings_.theme = theme_->current() == 1 ? ThemeKind::Light : ThemeKind::Dark;
    settings_.color_map = colors_->current() == 1 ? ColorMap::Viridis : ColorMap::Cividis;
    settings_.font_scale_pct = kTextSizes.at(static_cast<std::size_t>(std::max(0, text_->current())));
    settings_.plays_cues = sound_->current() == 1;
    settings_.range_kpa = range_->value();
    settings_.range_tool_kpa = tool_range_->value();
    settings_.contact_kpa =
        contact_->value() > 0.0 ? std::optional<double>(contact_->value()) : std::optional<double>();
    settings_.hold_kpa = hold_->value();
    if (!folder_->text().trimmed().isEmpty()) {
        settings_.sessions_folder = folder_->text().trimmed().toStdString();
    }
    Q_EMIT settingsChanged(settings_);
}

}  // namespace palpate::gui
