"""The networks."""

from torch import Size, nn

HIDDEN = 64


def mlp(sample: Size, classes: int) -> nn.Module:
    """One hidden layer of 64 ReLU units, for samples of any shape."""
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(sample.numel(), HIDDEN),
        nn.ReLU(),
        nn.Linear(HIDDEN, classes),
    )


def cnn(sample: Size, classes: int) -> nn.Module:
    """Two 3 x 3 convolutions, each followed by pooling, for channels x height x width."""
    channels, height, width = sample
    return nn.Sequential(
        nn.Conv2d(channels, 16, kernel_size=3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, kernel_size=3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(32 * (height // 4) * (width // 4), classes),
    )


BUILDERS = {"mlp": mlp, "cnn": cnn}
