"""The network: a small residual net (He et al. 2016) from 64x64 colours to kinds of places."""

import copy

import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval


class Convolution(nn.Module):
    """3x3 convolution and batch normalisation, one after the other, or fused for export."""

    def __init__(self, inputs, outputs, stride=1):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.norm = nn.BatchNorm2d(outputs)

    def fuse(self):
        self.conv, self.norm = fuse_conv_bn_eval(self.conv, self.norm), nn.Identity()

    def forward(self, x):
        return self.norm(self.conv(x))


class Residual(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.first, self.second = Convolution(width, width), Convolution(width, width)

    def forward(self, x):
        return torch.relu(x + self.second(torch.relu(self.first(x))))


class PlaceNet(nn.Module):
    """Float [n, 3, 64, 64] in 0...255, red first, to logits [n, kinds]."""

    MEAN, DEVIATION = (114.0, 102.0, 91.0), (68.0, 66.0, 67.0)

    def __init__(self, kinds):
        super().__init__()
        layers, inputs = [], 3
        for width, blocks in ((32, 1), (64, 1), (128, 2)):
            layers += [Convolution(inputs, width, stride=2), nn.ReLU()]
            layers += [Residual(width) for _ in range(blocks)]
            inputs = width
        self.layers = nn.Sequential(*layers)
        self.drop = nn.Dropout(0.2)
        self.head = nn.Linear(inputs, kinds)
        self.register_buffer("mean", torch.tensor(self.MEAN).view(1, 3, 1, 1))
        self.register_buffer("deviation", torch.tensor(self.DEVIATION).view(1, 3, 1, 1))

    def forward(self, x):
        x = self.layers((x - self.mean) / self.deviation)
        return self.head(self.drop(x.mean((2, 3))))


class HalfWeights(nn.Module):
    """The trained network with its weights kept as float16, and probabilities as its output.

    The weights become float16 constants followed by casts, which ONNX Runtime folds when it loads
    the model: half the file, float32 arithmetic.
    """

    def __init__(self, network):
        super().__init__()
        self.network = copy.deepcopy(network).eval()
        for module in self.network.modules():
            if isinstance(module, Convolution):
                module.fuse()
        for name, parameter in list(self.network.named_parameters()):
            owner = self.network.get_submodule(name.rpartition(".")[0])
            short = name.rpartition(".")[2]
            del owner._parameters[short]
            owner.register_buffer(short + "_half", parameter.detach().half())

    def forward(self, x):
        for module in self.network.modules():
            for name, value in list(module.named_buffers(recurse=False)):
                if name.endswith("_half"):
                    module.__dict__[name[:-5]] = value.float()
        return torch.softmax(self.network(x), 1)
